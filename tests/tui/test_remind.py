"""`amis remind`: the right people, the right things, no twice; and answers by one line."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine
from support.mail_server import MailServer

from data.model.plan import Action
from data.store.store import Store
from tui.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Office(CommandLine):
    """A workplace whose people have addresses, and a mail server."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        super().__init__(folder, language="da")
        self.environ |= {
            "AMIS_SMTP_HOST": "127.0.0.1", "AMIS_SMTP_PORT": str(server.port),
            "AMIS_SMTP_TLS": "none", "AMIS_SMTP_FROM": "amis@example.dk",
        }  # fmt: skip

    def person(self, name: str, email: str = "", *roles: str) -> None:
        """Somebody with an address."""
        identity = name.split(maxsplit=1)[0].lower().replace("ø", "o").replace("å", "a")
        values = {"name": name, "roles": list(roles) or ["employee"]}
        values |= {"email": email} if email else {}
        row = {"id": identity, "op": "add", "kind": "person", "values": values}
        assert self.apply(row).code == 0

    def later_today(self, day: str) -> None:
        """Another day has come."""
        self.environ["AMIS_TODAY"] = day


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, server: MailServer) -> Office:
    """A workshop on 2 March 2026 with a chair and two who answer for something."""
    made = Office(tmp_path, server)
    made.ok("new", "--name", "Værkstedet", "--employees", "24", "--language", "da")
    made.person("Åse Bødker", "aase@example.dk", "chair", "manager")
    made.person("Mette Holm", "mette@example.dk", "representative")
    made.person("Jens Østergaard", "jens@example.dk")
    return made


def to(server: MailServer) -> list[str]:
    return [mail["To"].addresses[0].addr_spec for mail in server.mails]


def text(server: MailServer, address: str) -> str:
    """What one got: subject and text."""
    (mail,) = (m for m in server.mails if m["To"].addresses[0].addr_spec == address)
    part = mail.get_body(("plain",))
    return f"{mail['Subject']}\n{part.get_content()}".replace("\r\n", "\n")


def test_each_gets_one_mail_with_what_is_theirs(office: Office, server: MailServer) -> None:
    office.ok("add", "H: Støjskærm i værkstedet ansvar:Mette frist:20/2/2026")
    office.ok("add", "H: Nye håndtag ansvar:Jens frist:10/3")
    office.ok("add", "H: Langt ude ansvar:Jens frist:10/9")
    office.ok("remind")
    assert "mette@example.dk" in to(server)
    assert "jens@example.dk" in to(server)
    assert len(to(server)) == len(set(to(server)))
    mette = text(server, "mette@example.dk")
    assert mette.startswith("Værkstedet: 1 ting venter på dig\nHej Mette\n")
    assert "- H1 Støjskærm i værkstedet: frist 20.2.2026, 10 dage forsinket\n" in mette
    assert "håndtag" not in mette
    assert "amis done H1" in mette
    jens = text(server, "jens@example.dk")
    assert "Nye håndtag" in jens
    assert "Langt ude" not in jens


def test_the_chair_has_the_rules_deadlines_and_what_nobody_answers_for(
    office: Office, server: MailServer
) -> None:
    office.ok("add", "H: Ingen har den frist:20/2/2026")
    office.ok("remind")
    chair = text(server, "aase@example.dk")
    assert "Ingen har den" in chair
    assert "Ingen er ansvarlig endnu" in chair
    assert "mette@example.dk" not in to(server) or "Ingen har den" not in text(
        server, "mette@example.dk"
    )


def test_what_is_asked_of_a_person_is_said_without_the_name(
    office: Office, server: MailServer
) -> None:
    office.ok("set", "P2", "joined_on=2025-10-01")
    office.ok("remind")
    told = text(server, "mette@example.dk")
    assert "- Obligatorisk uddannelse senest 1.1.2026, 60 dage forsinket\n" in told
    assert "Mette Holm" not in told


def test_a_thing_is_in_one_mail_a_week(office: Office, server: MailServer) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    office.ok("remind")
    assert to(server).count("jens@example.dk") == 1
    office.ok("remind")
    office.later_today("2026-03-08")
    office.ok("remind")
    assert to(server).count("jens@example.dk") == 1
    office.ok("add", "H: Noget nyt ansvar:Jens frist:9/3")
    server.mails.clear()
    office.ok("remind")
    assert "Noget nyt" in text(server, "jens@example.dk")
    assert "Støjskærm" not in text(server, "jens@example.dk")
    server.mails.clear()
    office.later_today("2026-03-09")
    office.ok("remind")
    assert "Støjskærm" in text(server, "jens@example.dk")


def test_who_is_away_or_has_left_or_has_nothing_gets_none(
    office: Office, server: MailServer
) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    office.ok("set", "P3", "absent_from=2026-02-01", "absent_until=2026-04-01")
    office.ok("remind")
    assert "jens@example.dk" not in to(server)


def test_a_dry_run_shows_all_and_sends_and_remembers_nothing(
    office: Office, server: MailServer
) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    shown = office.ok("remind", "--dry-run").out
    assert "Jens Østergaard <jens@example.dk>" in shown
    assert "Støjskærm" in shown
    office.ok("set", "P3", "email=")
    assert int(shown.splitlines()[-1].split()[0]) == 1 + int(
        office.ok("remind", "--dry-run").lines[-1].split()[0]
    )
    office.ok("set", "P3", "email=jens@example.dk")
    assert not server.mails
    assert not (office.folder / ".plan.reminded").exists()
    office.ok("remind")
    assert "jens@example.dk" in to(server)


def test_nothing_confidential_is_in_a_mail(office: Office, server: MailServer) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    action = Store(office.document).load().all(Action)[0]
    note = {"about": action.reference, "text": "hemmeligt om Ole", "confidential": True}
    assert office.apply({"id": "n1", "op": "add", "kind": "note", "values": note}).code == 0
    office.ok("remind", "--ics")
    assert "hemmeligt" not in "".join(mail.as_string() for mail in server.mails)


def test_an_address_is_in_no_export(office: Office) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    for export in EXPORTS:
        for form in {*export.formats} & {"md", "csv", "ics", "json"}:
            answer = office("export", export.name, "--format", form, "--output", "-")
            assert "@example.dk" not in answer.out, (export.name, form)


def test_the_days_come_along_as_a_calendar(office: Office, server: MailServer) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:10/3")
    office.ok("remind", "--ics")
    (mail,) = (m for m in server.mails if "jens@" in m["To"])
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    (other,) = (m for m in server.mails if "aase@" in m["To"])
    assert list(other.iter_attachments()) == []
    assert "Støjskærm" in attached.get_content()


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("refuses", "no such mailbox"),
        ("says", "4.2.2"),
        ("away", "mailserveren 127.0.0.1 kan ikke bruges"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_told_and_tried_again(
    office: Office, server: MailServer, trouble: str, said: str
) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    if trouble == "refuses":
        server.refuses.add("jens@example.dk")
    elif trouble == "says":
        server.says = "452 4.2.2 mailbox full"
    port = office.environ["AMIS_SMTP_PORT"]
    if trouble == "away":
        office.environ["AMIS_SMTP_PORT"] = "1"
    answer = office("remind")
    assert answer.code == 1
    assert said in answer.out
    assert "Errno" not in answer.out
    assert ("mere er ikke forsøgt" in answer.out) is (trouble == "away")
    assert "jens@example.dk" not in to(server)
    server.refuses.clear()
    server.says = ""
    office.environ["AMIS_SMTP_PORT"] = port
    office.ok("remind")
    assert "jens@example.dk" in to(server)


def test_a_server_that_does_not_answer_ends_after_its_time(
    office: Office, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    server.waits = 3.0
    from data.reminding.sending import SmtpServer

    first = SmtpServer("127.0.0.1", server.port, "none", limit=0.2)
    monkeypatch.setattr("data.reminding.sending.smtp_from_environment", lambda _e: first)
    answer = office("remind", "--from", "amis@example.dk")
    assert answer.code == 1
    assert "prøves igen" in answer.out


def test_who_has_no_address_or_a_bad_one_is_told(office: Office, server: MailServer) -> None:
    office.person("Ole Krogh")
    office.person("Pia Lund", "pia at example")
    office.ok("add", "H: Et ansvar:Ole frist:20/2/2026")
    office.ok("add", "H: To ansvar:Pia frist:20/2/2026")
    answer = office("remind")
    assert answer.code == 1
    assert "Ole Krogh har ingen e-mail: amis set P4 email=…" in answer.out
    assert "Pia Lund: „pia at example“ er ikke en e-mailadresse" in answer.out


def test_a_name_cannot_add_a_line_to_the_head(office: Office, server: MailServer) -> None:
    office.person('Kim "K" <k@evil.dk>, Bo', "kim@example.dk")
    office.ok("add", "H: Et frist:20/2/2026")
    office.ok("set", "H1", "owner=P4")
    office.ok("remind")
    (mail,) = (m for m in server.mails if "kim@example.dk" in m["To"])
    assert [found.addr_spec for found in mail["To"].addresses] == ["kim@example.dk"]


def test_the_machines_own_sendmail_gets_the_mail(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "sendmail"
    program.write_text(f'#!/bin/sh\ncat >> "{tmp_path}/out"\nexit ${{FAILS:-0}}\n')
    program.chmod(0o755)
    monkeypatch.setattr("data.reminding.sending.SENDMAIL", (program,))
    del office.environ["AMIS_SMTP_HOST"]
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    office.ok("remind", "--from", "amis@example.dk")
    sent = (tmp_path / "out").read_text()
    assert "To: Jens =?utf-8?" in sent
    assert "From: AMIS <amis@example.dk>" in sent


def test_the_file_with_the_password_is_ones_own(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "smtp.toml"
    port = office.environ["AMIS_SMTP_PORT"]
    file.write_text(f'host = "127.0.0.1"\nport = {port}\ntls = "none"\nfrom = "a@example.dk"\n')
    file.chmod(0o644)
    answer = office("remind", "--smtp", str(file))
    assert answer.code == 3
    assert "chmod 600" in answer.err
    file.chmod(0o600)
    office.ok("remind", "--smtp", str(file))
    file.write_text('host = "x"\nssl = "yes"\n')
    assert "ssl" in office("remind", "--smtp", str(file)).err


def test_the_readmes_file_for_the_mail_server_works(office: Office, server: MailServer) -> None:
    """Its lines but the last are typed as they stand, with this server's address in them."""
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    block = readme.split("<!-- mail -->")[1].split("```sh\n")[1].split("```")[0]
    *lines, last = block.strip().splitlines()
    local = {
        "smtp.example.dk": "127.0.0.1", "587": str(server.port), '"starttls"': '"none"',
        'user = "amis"\n': "", 'password = "…"\n': "",
    }  # fmt: skip
    typed = "\n".join(lines)
    for there, here in local.items():
        assert there in typed
        typed = typed.replace(there, here)
    subprocess.run(["/bin/sh", "-ec", typed], env={"HOME": str(office.folder)}, check=True)
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    words = last.replace("~", str(office.folder)).split()
    assert words.pop(0) == "amis"
    office.ok(*words)
    assert "jens@example.dk" in to(server)
    assert server.mails[0]["From"].addresses[0].addr_spec == "amis@example.dk"


def test_two_rounds_at_once_send_no_mail_twice(office: Office, server: MailServer) -> None:
    from data.reminding.sent import remembering
    from data.store.places import keeper_at

    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    with remembering(keeper_at(office.document)):
        answer = office("remind")
    assert (answer.code, server.mails) == (3, [])
    assert "ved at blive sendt" in answer.err


# -- answers ----------------------------------------------------------------------------------


def test_done_closes_an_action_with_what_was_done(office: Office) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    office.ok("done", "H1", "skærmene", "er", "sat", "op")
    (action,) = Store(office.document).load().all(Action)
    assert (action.status, action.effect_note) == ("done", "skærmene er sat op")
    assert action.effect is None
    assert action.effect_due is not None
    assert office("done", "H1").code == 1
    office.ok("undo")
    assert Store(office.document).load().all(Action)[0].is_open


@pytest.mark.parametrize(
    ("said", "day", "why"),
    [
        ("uge 14 venter på tilbud", "2026-04-03", "venter på tilbud"),
        ("20/3", "2026-03-20", ""),
        ("om 14 dage fordi Ole er syg", "2026-03-16", "fordi Ole er syg"),
        ("15. april, elektrikeren kommer da", "2026-04-15", "elektrikeren kommer da"),
    ],
)
def test_later_moves_the_deadline_and_keeps_why(
    office: Office, said: str, day: str, why: str
) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    office.ok("later", "H1", *said.split())
    document = Store(office.document).load()
    (action,) = document.all(Action)
    assert action.due is not None
    assert action.due.isoformat() == day
    assert action.postponed == 1
    from data.facts.notes import open_notes

    assert [note.text for note in open_notes(document)] == ([why] if why else [])


@pytest.mark.parametrize(
    "said", ["snart", "fredag før vi starter igen mandag", "når tilbuddet er kommet", "30/2 venter"]
)
def test_later_without_one_day_changes_nothing(office: Office, said: str) -> None:
    office.ok("add", "H: Støjskærm ansvar:Jens frist:20/2/2026")
    before = office.document.read_bytes()
    assert office("later", "H1", *said.split()).code == 2
    assert office.document.read_bytes() == before


def test_an_activity_is_ticked_and_moved(office: Office) -> None:
    code = office.ok("add", "A: Rundgang dato:2026-02-10").out.strip()
    office.ok("later", code, "uge", "12", "vi", "har", "travlt")
    assert f"{code} Rundgang" not in office.ok("status", "--days", "5").out
    office.ok("later", code, "9/3")
    office.ok("done", code, "gjort")
    assert office("done", code).code == 1
    assert f"{code} Rundgang" not in office.ok("status").out


def test_what_one_line_cannot_say_is_refused(office: Office) -> None:
    for code, expected in (("H9", 1), ("P1", 1), ("hej", 1)):
        assert office("done", code).code == expected
