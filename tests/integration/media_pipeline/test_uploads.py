"""A file sent over a bad line goes on where it stopped, whoever was killed meanwhile (tus 1.0)."""

from __future__ import annotations

import base64
import datetime
import hashlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from media_pipeline.models import Original, Quarantined, Upload
from media_pipeline.reconciling import prune, reconcile
from media_pipeline.storing import originals, work_folder
from media_pipeline.uploads.arriving import take_arrived
from media_pipeline.uploads.protocol import PATCH_TYPE, TusError, metadata
from tests.integration.exchange.test_kill import environment
from tests.integration.media_pipeline.conftest import CAPTIONS, keep_on_disk, picture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.media_pipeline.addresses"),
]
TUS = {"Tus-Resumable": "1.0.0"}
PLACE = "/tus/"
"""Where `addresses.py` puts it."""


@pytest.fixture(autouse=True)
def _on_disk(settings: Any, tmp_path: Path) -> None:
    """Pieces lie on the disk of the server wherever originals go."""
    keep_on_disk(settings, tmp_path)


def told(name: str) -> str:
    return "filename " + base64.b64encode(name.encode()).decode()


@pytest.fixture
def sender() -> Client:
    return signed_in("cán-bộ-xã")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user(name, password="x" * 20))
    return client


def begin(client: Client, length: int, name: str = "Lễ hội.vtt", **other: str) -> Any:
    headers = TUS | {"Upload-Length": str(length), "Upload-Metadata": told(name)}
    headers |= {name.replace("_", "-"): value for name, value in other.items()}
    return client.post(PLACE, content_type="", headers=headers)


def patch(client: Client, where: str, data: bytes, offset: int) -> Any:
    headers = TUS | {"Upload-Offset": str(offset)}
    return client.patch(where, data, content_type=PATCH_TYPE, headers=headers)


def offset(client: Client, where: str) -> int:
    answer = client.head(where, headers=TUS)
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return int(answer["Upload-Offset"])


def test_a_file_sent_in_pieces_is_taken_as_one(sender: Client) -> None:
    answer = begin(sender, len(CAPTIONS))
    assert answer.status_code == 201
    where = answer["Location"]
    assert patch(sender, where, CAPTIONS[:10], 0).status_code == 204
    assert offset(sender, where) == 10
    assert sender.get(where).json()["state"] == "coming"
    assert patch(sender, where, CAPTIONS[10:], 10)["Upload-Offset"] == str(len(CAPTIONS))
    assert sender.get(where).json()["state"] == "arrived"
    assert take_arrived()
    assert not take_arrived()
    assert sender.get(where).json()["state"] == "ready"
    original = Original.objects.get()
    assert original.name == "Lễ hội.vtt"
    assert original.received_by is not None
    with originals().open(original.stored_name) as file:
        assert file.read() == CAPTIONS
    assert list((work_folder() / "uploads").iterdir()) == []


def test_a_small_file_comes_with_its_announcement(sender: Client) -> None:
    answer = sender.post(
        PLACE,
        CAPTIONS,
        content_type=PATCH_TYPE,
        headers=TUS | {"Upload-Length": str(len(CAPTIONS))},
    )
    assert (answer.status_code, answer["Upload-Offset"]) == (201, str(len(CAPTIONS)))
    take_arrived()
    assert sender.get(answer["Location"]).json()["state"] == "ready"


def test_what_is_refused_says_why_in_the_senders_language(sender: Client) -> None:
    where = begin(sender, 8, "a.exe")["Location"]
    patch(sender, where, b"MZ\x90\0\3\0\0\0", 0)
    take_arrived()
    answer = sender.get(where, headers={"Accept-Language": "vi"}).json()
    assert answer["state"] == "refused"
    assert answer["reason"] == Quarantined.objects.get().message
    assert answer["reason"]


def test_the_same_file_again_is_recognised(sender: Client) -> None:
    for state in ("ready", "duplicate"):
        where = begin(sender, len(CAPTIONS))["Location"]
        patch(sender, where, CAPTIONS, 0)
        take_arrived()
        assert sender.get(where).json()["state"] == state


def test_nobody_sees_or_goes_on_with_the_upload_of_another(sender: Client) -> None:
    where = begin(sender, 10)["Location"]
    other = signed_in("người-khác")
    assert other.head(where, headers=TUS).status_code == 404
    assert other.get(where).status_code == 404
    assert patch(other, where, b"12345", 0).status_code == 404
    assert other.delete(where, headers=TUS).status_code == 404
    stranger = Client()
    assert begin(stranger, 10).status_code == 403
    assert stranger.get(where).status_code == 403
    assert offset(sender, where) == 0


def test_bytes_for_another_place_are_not_taken(sender: Client) -> None:
    where = begin(sender, 10)["Location"]
    patch(sender, where, b"12345", 0)
    for wrong in (0, 4, 6, 10):
        assert patch(sender, where, b"xxxxx", wrong).status_code == 409
    assert offset(sender, where) == 5


def test_no_more_is_taken_than_was_announced(sender: Client) -> None:
    where = begin(sender, 5)["Location"]
    assert patch(sender, where, b"123456789", 0).status_code == 413
    upload = Upload.objects.get()
    assert upload.path.read_bytes() == b"12345"
    assert patch(sender, where, b"x", 5).status_code == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus_Resumable": "0.2.2"}, 412),
        ({"Upload_Length": "-1"}, 400),
        ({"Upload_Length": "१२"}, 400),
        ({"Upload_Length": "0"}, 400),
        ({"Upload_Length": "9" * 15}, 413),
        ({"Upload_Metadata": "filename ???"}, 400),
        ({"Upload_Metadata": "x" * 5000}, 400),
    ],
)
def test_what_cannot_be_followed_is_refused_as_the_protocol_says(
    sender: Client, headers: dict[str, str], status: int
) -> None:
    answer = begin(sender, 10, **headers)
    assert answer.status_code == status
    assert answer["Tus-Resumable"] == "1.0.0"
    assert not Upload.objects.exists()


def test_what_is_offered_is_told(sender: Client) -> None:
    answer = sender.options(PLACE)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert "creation" in answer["Tus-Extension"]
    assert int(answer["Tus-Max-Size"]) == project.MEDIA_MAX_BYTES


def test_a_network_without_patch_is_served_too(sender: Client) -> None:
    where = begin(sender, 5)["Location"]
    answer = sender.post(
        where,
        b"12345",
        content_type=PATCH_TYPE,
        headers=TUS | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"},
    )
    assert answer.status_code == 204


def test_what_is_given_up_leaves_nothing(sender: Client) -> None:
    where = begin(sender, 10)["Location"]
    patch(sender, where, b"12345", 0)
    assert sender.delete(where, headers=TUS).status_code == 204
    assert sender.head(where, headers=TUS).status_code == 404
    assert list((work_folder() / "uploads").iterdir()) == []


def test_one_person_does_not_fill_the_disk_with_what_is_never_ended(
    sender: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media_pipeline.uploads.views.MOST_OPEN", 2)
    assert [begin(sender, 10).status_code for _ in range(3)] == [201, 201, 429]
    monkeypatch.setattr("media_pipeline.uploads.views.RESERVE", 2**60)
    assert begin(signed_in("khác"), 10).status_code == 507


def test_a_dropped_upload_waits_a_week_and_is_no_orphan_meanwhile(sender: Client) -> None:
    where = begin(sender, 10)["Location"]
    patch(sender, where, b"12345", 0)
    reconcile(grace=datetime.timedelta(hours=-1))
    prune(0)
    assert offset(sender, where) == 5
    Upload.objects.update(touched_at="2020-01-01T00:00:00Z")
    prune(0)
    assert sender.head(where, headers=TUS).status_code == 404
    assert list((work_folder() / "uploads").iterdir()) == []


def test_what_has_arrived_is_never_given_up(sender: Client) -> None:
    where = begin(sender, len(CAPTIONS))["Location"]
    patch(sender, where, CAPTIONS, 0)
    Upload.objects.update(touched_at="2020-01-01T00:00:00Z")
    prune(0)
    assert take_arrived()
    assert sender.get(where).json()["state"] == "ready"


def test_a_worker_killed_over_an_upload_does_it_again(
    sender: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = begin(sender, len(CAPTIONS))["Location"]
    patch(sender, where, CAPTIONS, 0)

    class KilledError(BaseException):
        pass

    def killed(*args: Any, **kwargs: Any) -> None:
        raise KilledError

    with monkeypatch.context() as dying:
        dying.setattr("media_pipeline.receiving.add_jobs", killed)
        with pytest.raises(KilledError):
            take_arrived()
    assert not Original.objects.exists()
    assert take_arrived()
    assert sender.get(where).json()["state"] == "ready"


def test_while_there_is_no_room_an_upload_waits_and_lets_others_pass(
    sender: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in (CAPTIONS, picture(31)):
        where = begin(sender, len(data))["Location"]
        patch(sender, where, data, 0)

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(type(originals()), "_save", refuse)
        assert take_arrived(), "it is tried"
    first, second = Upload.objects.order_by("touched_at")
    assert (first.name, first.length, second.length) == (
        "Lễ hội.vtt",
        len(picture(31)),
        len(CAPTIONS),
    )
    assert take_arrived()
    assert not take_arrived(), "not again before a minute is over"
    Upload.objects.update(touched_at=timezone.now())
    assert take_arrived()
    assert Original.objects.count() == 2


def test_metadata_is_read_as_the_protocol_writes_it() -> None:
    value = base64.b64encode("cồng chiêng.jpg".encode()).decode()
    assert metadata(f"filename {value}, is_new ,") == {
        "filename": "cồng chiêng.jpg",
        "is_new": "",
    }
    with pytest.raises(TusError):
        metadata("filename /w==")


SERVER = """
import json, sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

given = json.loads(sys.argv[1])
settings.ROOT_URLCONF = "tests.integration.media_pipeline.addresses"
settings.MEDIA_WORK_FOLDER = Path(given["work"])
server = ThreadedWSGIServer(("127.0.0.1", given["port"]), WSGIRequestHandler)
server.set_app(get_wsgi_application())
server.serve_forever()
"""


class Server:
    """The uploads behind a port, killed and started again."""

    def __init__(self, work: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.given = json.dumps({"work": str(work), "port": self.port})
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER, self.given], env=environment(), cwd=project.BASE_DIR
        )
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not listen")

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    found = Server(settings.MEDIA_WORK_FOLDER)
    found.start()
    yield found
    found.kill()


@pytest.mark.torture
@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_phone_that_drops_three_times_and_a_server_that_is_killed_lose_no_byte(
    server: Server, dice: Random
) -> None:
    client = signed_in("cán-bộ-xã")
    data = dice.randbytes(3_000_000)
    where = begin(client, len(data), "ghi âm.wav")["Location"]
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={'a' * 32}"
    headers = {
        "Cookie": cookies,
        "X-CSRFToken": "a" * 32,
        "Tus-Resumable": "1.0.0",
        "Content-Type": PATCH_TYPE,
    }

    def standing() -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as line:
            line.request("HEAD", where, headers=headers)
            return int(line.getresponse().headers["Upload-Offset"])

    reached = 0
    for number in range(4):
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        rest = data[reached:]
        line.putrequest("PATCH", where)
        for name, value in (headers | {"Upload-Offset": str(reached)}).items():
            line.putheader(name, value)
        line.putheader("Content-Length", str(len(rest)))
        line.endheaders()
        line.send(rest[: dice.randrange(100_000, len(rest) // 2)])
        time.sleep(dice.uniform(0, 0.3))
        if number % 2:
            server.kill()
            server.start()
        line.close()
        time.sleep(0.2)
        assert standing() >= reached, "what has come stays"
        reached = standing()
    assert reached > 0
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as line:
        line.request("PATCH", where, data[reached:], headers | {"Upload-Offset": str(reached)})
        assert line.getresponse().status == 204
    upload = Upload.objects.get()
    assert upload.state == Upload.State.ARRIVED
    assert hashlib.sha256(upload.path.read_bytes()).digest() == hashlib.sha256(data).digest()
