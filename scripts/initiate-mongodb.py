"""Makes the mongod on a port of this machine the only member, and so the primary, of replica set rs0."""

import sys
import time

from pymongo import MongoClient
from pymongo.errors import OperationFailure

ALREADY_INITIALIZED = 23
PATIENCE_SECONDS = 60


def initiate(port: int) -> None:
    address = f"127.0.0.1:{port}"
    patience = PATIENCE_SECONDS * 1000
    with MongoClient(address, directConnection=True, serverSelectionTimeoutMS=patience) as client:
        try:
            members = [{"_id": 0, "host": address}]
            client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
        except OperationFailure as refusal:
            if refusal.code != ALREADY_INITIALIZED:
                raise
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not client.admin.command("hello")["isWritablePrimary"]:
            if time.monotonic() > deadline:
                sys.exit(f"{address} did not become primary within {PATIENCE_SECONDS} s")
            time.sleep(0.05)


initiate(int(sys.argv[1]))
