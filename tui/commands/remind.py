"""`amis remind`, and its answers by one line: `amis done` and `amis later`."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _, in_language, ngettext
from tui.arguments import Arguments, path
from tui.commands import Handler
from tui.exit_codes import DONE, NOT_AS_ASKED
from tui.surroundings import Usage

if TYPE_CHECKING:
    from email.headerregistry import Address

    from data.model.document import Document
    from data.reminding.points import Letter
    from data.reminding.sending import Sender
    from data.reminding.sent import Memory
    from tui.console import Call


def _remind_takes(arguments: Arguments) -> None:
    arguments.option("--dry-run", _("only show the mails; none is sent or remembered"))
    arguments.option("--ics", _("attach each person's days as a calendar file"))
    arguments.option(
        "--smtp",
        _("the mail server: a file with host, port, tls, user, password, from; mode 0600"),
        shown=_("PATH"),
        kind=path,
    )
    arguments.option("--from", _("the address the mails come from"), shown=_("ADDRESS"))
    arguments.option(
        "--server", _("the name to connect to for an answer; else this machine's"), shown=_("NAME")
    )


def _remind(call: Call) -> int:
    """Send each person one mail with what is theirs, and say to whom.

    Raises:
        Usage: there is nothing to send mails with, or no address to send them from.
        BadAccount: what was said of the mail server cannot be used.
        StoreError: the document or what was told cannot be read, or the disk says no.
    """
    from data.reminding.points import letters
    from data.reminding.sent import read_told, remembering
    from data.store.places import keeper_at
    from tui.commands.records import read

    document, around = read(call), call.surroundings
    keeper = keeper_at(around.place)
    language = document.workplace.language if document.workplace else around.language
    if call.arguments.dry_run:
        with in_language(language):
            due = letters(document, around.today(), read_told(keeper).days)
            return _show(call, document, due)
    sender, account = _sender(call)
    with remembering(keeper) as memory, in_language(language):
        due = letters(document, around.today(), memory.told.days)
        return _Round(call, document, sender, account, memory).send(due)


def _show(call: Call, document: Document, due: tuple[Letter, ...]) -> int:
    """Every mail as it would be sent, without its head's technical lines."""
    from data.reminding.letter import body, subject

    for letter in due:
        whom = letter.person.email or _("no e-mail address")
        call.console.say(f"{letter.person.name} <{whom}>")
        call.console.say(subject(document, letter))
        call.console.say("")
        call.console.say(body(document, letter, _server(call)))
    call.console.say(_counted(sum(bool(letter.person.email.strip()) for letter in due)))
    return DONE


def _counted(count: int) -> str:
    return ngettext("{n} mail would be sent.", "{n} mails would be sent.", count).format(n=count)


def _server(call: Call) -> str:
    return call.arguments.server or socket.gethostname()


def _sender(call: Call) -> tuple[Sender, Address]:
    """What sends the mails, and whom they come from.

    Raises:
        Usage: there is nothing to send with, or no such address.
        BadAccount: what was said of the mail server cannot be used.
    """
    from data.reminding.letter import BadAddress, address
    from data.reminding.sending import own_sendmail, smtp_from_environment, smtp_from_file

    given, environ = call.arguments, call.surroundings.environ
    smtp = smtp_from_file(Path(given.smtp)) if given.smtp else smtp_from_environment(environ)
    sender = smtp or own_sendmail()
    if sender is None:
        raise Usage(N_("No mail can be sent from here: name a mail server in a file, --smtp PATH."))
    named = getattr(given, "from") or (smtp.sender if smtp is not None else "")
    if not named and smtp is not None:
        raise Usage(N_("Say whom the mails come from: --from ADDRESS."))
    try:
        return sender, address("AMIS", named or f"amis@{socket.getfqdn()}")
    except BadAddress as error:
        raise Usage(N_("“{given}” is no e-mail address."), given=named) from error


class _Round:
    """One round of mails."""

    def __init__(
        self, call: Call, document: Document, sender: Sender, account: Address, memory: Memory
    ) -> None:
        self._call = call
        self._document = document
        self._sender = sender
        self._account = account
        self._memory = memory

    def send(self, due: tuple[Letter, ...]) -> int:
        """Send every letter; what could not be sent is told, and tried again next time."""
        from data.reminding.letter import BadAddress
        from data.reminding.sending import MailTrouble

        say, complain = self._call.console.say, []
        for number, letter in enumerate(due, 1):
            person = letter.person
            if not person.email.strip():
                complain.append(
                    _("{name} has no e-mail address: amis set {code} email=…").format(
                        name=person.name, code=person.code
                    )
                )
                continue
            try:
                self._one(letter)
            except BadAddress:
                complain.append(
                    _("{name}: “{given}” is no e-mail address.").format(
                        name=person.name, given=person.email
                    )
                )
            except MailTrouble as error:
                complain.append(
                    _("{name} got no mail, and is tried again next time: {why}").format(
                        name=person.name, why=error.why
                    )
                )
                if error.for_all:
                    left = len(due) - number
                    told = ngettext(
                        "{n} more mail was not tried.", "{n} more mails were not tried.", left
                    )
                    complain += [told.format(n=left)] if left else []
                    break
            else:
                count = len(letter.points)
                told = ngettext("{name}: {n} thing", "{name}: {n} things", count)
                say(told.format(name=person.name, n=count))
        if not due:
            say(_("Nobody is to be reminded of anything today."))
        for line in complain:
            say(line)
        return NOT_AS_ASKED if complain else DONE

    def _one(self, letter: Letter) -> None:
        from data.reminding.letter import message

        now = self._call.surroundings.clock()
        mail = message(
            self._document, letter, sender=self._account, now=now, server=_server(self._call),
            days=self._days(letter) if self._call.arguments.ics else "",
        )  # fmt: skip
        self._sender.send(mail)
        # After: a mail too many is better than one too few.
        self._memory.add(letter, self._call.surroundings.today())

    def _days(self, letter: Letter) -> str:
        """The days of one person as a calendar file."""
        from data.export.calendar.file import calendar
        from data.export.calendar.past import past_of
        from data.store.store import Store

        today = self._call.surroundings.today()
        history = Store(self._call.surroundings.place).history
        past = past_of(self._document, history.newest_first())
        start = today.replace(day=1)
        made = calendar(self._document, past, start=start, today=today, owner=letter.person.id)
        # Who has no day gets no empty calendar.
        return made if "BEGIN:VEVENT" in made else ""


def _done_takes(arguments: Arguments) -> None:
    arguments.word("target", _("NUMBER"), _("the action or activity: H12, A3"))
    arguments.word("words", _("WHAT WAS DONE"), _("in your own words"), required=False, many=True)


def _done(call: Call) -> int:
    """Say that an action was carried out, or that an activity's next occurrence was.

    Raises:
        EditError: it cannot be said of it.
        StoreError: it could not be saved.
    """
    from data.commands.answers import AnswerDone
    from data.store.store import Store

    given, around = call.arguments, call.surroundings
    words, secret = _read_words(" ".join(given.words or ()), around.language)
    Store(around.place).run(AnswerDone(given.target, words, secret), around.author())
    call.console.say(
        _("{code} is done. amis undo takes it back.").format(code=given.target.upper())
    )
    return DONE


def _read_words(words: str, language: str) -> tuple[str, bool]:
    """What is said, and whether `F:` in front keeps it from what everybody reads."""
    from data.capture import confidential_text

    hidden = confidential_text(words, language)
    return (words, False) if hidden is None else (hidden, True)


def _later_takes(arguments: Arguments) -> None:
    arguments.word("target", _("NUMBER"), _("the action or activity: H12, A3"))
    arguments.word(
        "words", _("WHEN AND WHY"), _("the new day, then why in your own words"), many=True
    )


def _later(call: Call) -> int:
    """Put the day that calls first off to another, and keep why.

    Raises:
        Usage: no day can be read at the start of what was said.
        EditError: it cannot be put off.
        StoreError: it could not be saved.
    """
    from data.commands.answers import AnswerLater
    from data.dates.labels import weekday_date
    from data.reminding.answer import day_and_words
    from data.store.store import Store

    given, around = call.arguments, call.surroundings
    said = " ".join(given.words or ())
    found = day_and_words(said, around.today(), around.language)
    if found is None:
        raise Usage(
            N_("“{said}” does not begin with a day. For example: amis later {code} week 14 {why}"),
            said=said, code=given.target, why=_("waits for an offer"),
        )  # fmt: skip
    day = found[0]
    words, secret = _read_words(found[1], around.language)
    Store(around.place).run(AnswerLater(given.target, day, words, secret), around.author())
    call.console.say(
        _("{code} is moved to {day}. amis undo takes it back.").format(
            code=given.target.upper(), day=weekday_date(day)
        )
    )
    return DONE


HANDLERS: Final = {
    "remind": Handler(_remind, _remind_takes),
    "done": Handler(_done, _done_takes),
    "later": Handler(_later, _later_takes),
}
