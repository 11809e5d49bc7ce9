#!/usr/bin/env bash
# Finding: django-dynamodb-backend returns every object for a filter by key, and deletes them all; a filter by another field finds nothing.
#
# Package: django-dynamodb-backend 1.0.0 with Django 5.2.19, pynamodb 6.1.0 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local
#   3.3.1 on 2026-11-30.
# Input: the model of the README's section on defining models, with six objects; `filter`, `exclude`, `get`, `exists`, `order_by`
#   and `delete`, which the README calls the familiar QuerySet API.
# Behaviour: both kinds of filter call PynamoDB with arguments that it does not have. The exception is logged, and a filter by the
#   key falls back to a scan without a filter: `get(id=…)` finds too many objects, `filter(id=…).delete()` deletes the table's.
#   Other filters return no object, so `exists()` is False. `order_by` is ignored, and `auto_now_add` stores no time.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet django-dynamodb-backend==1.0.0 Django==5.2.19 pynamodb==6.1.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import logging

import boto3
import django
from django.conf import settings
from django.core.exceptions import MultipleObjectsReturned

database = {"ENGINE": "django_dynamodb_backend.db", "NAME": "app", "OPTIONS": {"region_name": "us-east-1"}}
settings.configure(INSTALLED_APPS=["django_dynamodb_backend"], DATABASES={"default": database}, LOGGING_CONFIG=None)
django.setup()
logging.disable()
from django.db import models  # noqa: E402
from django_dynamodb_backend.models import DynamoDBModel  # noqa: E402


class BlogPost(DynamoDBModel):
    id = models.CharField(primary_key=True, max_length=36)
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=100)
    likes = models.IntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "blog"
        db_table = "blog_posts"


table = boto3.resource("dynamodb").create_table(
    TableName="blog_posts",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
)
posts = BlogPost.objects
for number in range(6):
    posts.create(id=str(number), title=f"Post {number}", author="bob" if number % 2 else "ada", likes=number)
print("all:", len(list(posts.all())), "posts, created_at stored:", "created_at" in table.scan()["Items"][0])
print("filter by author:", len(list(posts.filter(author="ada"))), "posts, exists:", posts.filter(author="ada").exists())
print("exclude an author:", len(list(posts.exclude(author="ada"))), "posts")
likes = [post.likes for post in posts.order_by("-likes")]
print("ordered by likes:", likes == sorted(likes, reverse=True))
print("filter by key:", len(list(posts.filter(id="3"))), "posts")
try:
    print("get:", posts.get(id="3").title)
except MultipleObjectsReturned as error:
    print("get:", error)
posts.filter(id="3").delete()
print("stored after the post with the key 3 was deleted:", table.scan()["Count"])
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
all: 6 posts, created_at stored: False
filter by author: 0 posts, exists: False
exclude an author: 0 posts
ordered by likes: False
filter by key: 6 posts
get: get() returned more than one BlogPost
stored after the post with the key 3 was deleted: 0
EXPECTED
echo 'as described'
