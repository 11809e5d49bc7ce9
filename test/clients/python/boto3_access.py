"""boto3: credentials."""

import boto3
from rejections import rejected

assert boto3.client("dynamodb").list_tables()["TableNames"] == []

stranger = boto3.client("dynamodb", aws_secret_access_key="a wrong one", aws_access_key_id="AKIDEXAMPLE")
with rejected(stranger.exceptions.ClientError, "The request signature we calculated does not match"):
    stranger.list_tables()
unknown = boto3.client("dynamodb", aws_secret_access_key="secret", aws_access_key_id="nobody")
with rejected(unknown.exceptions.ClientError, "The security token included in the request is invalid."):
    unknown.list_tables()
