"""Makes the mongods on these ports of this machine the members of replica set rs0, and waits until one is the primary."""

import sys

from pymongo import MongoClient
from pymongo.errors import OperationFailure

ALREADY_INITIALIZED = 23
PATIENCE_SECONDS = 60
ADVISED = {"electionTimeoutMillis": 5000}  # docs/clusters.md


def initiate(ports: list[str]) -> None:
    addresses = [f"127.0.0.1:{port}" for port in ports]
    patience = PATIENCE_SECONDS * 1000
    with MongoClient(addresses[0], directConnection=True, serverSelectionTimeoutMS=patience) as client:
        try:
            members = [{"_id": number, "host": address} for number, address in enumerate(addresses)]
            client.admin.command("replSetInitiate", {"_id": "rs0", "members": members, "settings": ADVISED})
        except OperationFailure as refusal:
            if refusal.code != ALREADY_INITIALIZED:
                raise
    # a command goes to a primary that takes writes, or waits for one
    with MongoClient(addresses, replicaSet="rs0", serverSelectionTimeoutMS=patience) as client:
        client.admin.command("ping")


initiate(sys.argv[1:])
