"""boto3: who may ask."""

import boto3
from refusals import refused

assert boto3.client("dynamodb").list_tables()["TableNames"] == []

stranger = boto3.client("dynamodb", aws_secret_access_key="a wrong one", aws_access_key_id="AKIDEXAMPLE")
with refused(stranger.exceptions.ClientError, "The request signature we calculated does not match"):
    stranger.list_tables()
unknown = boto3.client("dynamodb", aws_secret_access_key="secret", aws_access_key_id="nobody")
with refused(unknown.exceptions.ClientError, "The security token included in the request is invalid."):
    unknown.list_tables()
