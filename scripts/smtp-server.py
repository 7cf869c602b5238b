"""A mail server for tests: STARTTLS, then a login, then mails into a folder. See real-servers.

smtp-server.py FOLDER: the folder holds server.pem, server.key and password, and gets port and mails.
"""

import asyncio
import hmac
import ssl
import sys
from pathlib import Path

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def main(folder: Path) -> None:
    password = (folder / "password").read_bytes().strip()
    mails = Mailbox(str(folder / "mails"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "server.pem", folder / "server.key")

    def authenticate(server, session, envelope, mechanism, data):
        known = isinstance(data, LoginPassword) and data.login == b"bakery"
        return AuthResult(success=known and hmac.compare_digest(data.password, password))

    def protocol():
        return SMTP(
            mails,
            tls_context=tls,
            require_starttls=True,
            auth_required=True,
            authenticator=authenticate,
            enable_SMTPUTF8=True,
        )

    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(protocol, "127.0.0.1", int((folder / "ports").read_text()))
        (folder / "ready").touch()
        await server.serve_forever()

    asyncio.run(serve())


main(Path(sys.argv[1]))
