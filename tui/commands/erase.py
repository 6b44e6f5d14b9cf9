"""`amis erase`: take a person out of everything AMIS keeps; nothing brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _, ngettext
from data.text import fold

if TYPE_CHECKING:
    from data.erasing.disk import Traces
    from data.model.document import Document
    from data.model.workplace import Person
    from tui.arguments import Arguments
    from tui.console import Call


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("name", _("NAME"), _("the person, by full name"))
    arguments.option("--also", _("what else they are called; commas between"), shown=_("NAMES"))
    arguments.option("--exports", _("also delete exported files that name them"))
    arguments.option("--yes", _("do it; without this only what it means is shown"))


def run(call: Call) -> int:
    """Say where the person is; with `--yes`, erase them. Ends with 1 when it was not done.

    Raises:
        StoreError: something could not be read or written; doing it again goes on.
    """
    from data.erasing.disk import erase, look_for
    from data.own.drafts import Drafts
    from data.own.places import state_folder
    from data.store.store import Store
    from data.views.hand_over import duties

    given, around = call.arguments, call.surroundings
    store = Store(around.document)
    document = store.load()
    person = _person(document, given.name)
    also = (given.name, *(part.strip() for part in (given.also or "").split(",") if part.strip()))
    drafts = Drafts(state_folder(around.environ), document.meta.document or str(store.path))
    if person is not None and (left := duties(document, person, around.today())):
        count = len(left)
        text = ngettext(
            "{name} still answers for {n} thing. First: amis hand-on",
            "{name} still answers for {n} things. First: amis hand-on",
            count,
        )
        call.console.complain(text.format(name=person.name, n=count))
        return 1
    if not given.yes:
        found = look_for(store, person, also, drafts)
        if person is None and not (found.count or found.exports or found.unread):
            text = _("“{name}” stands nowhere in what AMIS keeps here.")
            call.console.complain(text.format(name=given.name))
            return 1
        _tell(call, found)
        if found.count:
            call.console.complain(_("Nothing was changed. Add --yes to erase for good."))
        return 1
    _change, found = erase(store, person, around.author(), also, drafts, exports=given.exports)
    _tell(call, found, done=True, exports=given.exports)
    return 0


def _person(document: Document, name: str) -> Person | None:
    from data.model.workplace import Person

    wanted = fold(" ".join(name.split()))
    fits = [p for p in document.all(Person) if wanted in {fold(p.name), fold(p.code)}]
    return fits[0] if len(fits) == 1 else None


def _tell(call: Call, found: Traces, *, done: bool = False, exports: bool = False) -> None:
    """Each kind of place with its number, and what stays as it is."""
    say = call.console.say
    counts = (
        (_("records"), found.records),
        (_("lines of the history"), found.lines),
        (_("dated copies"), found.copies),
        (_("drafts of yours"), found.drafts),
    )
    say(_("Erased from:") if done else _("Found in:"))
    for label, count in counts:
        say(f"  {label}: {count}")
    for name in found.beside:
        say(f"  {name}")
    if found.minutes:
        say(_("Approved minutes among them: {codes}").format(codes=", ".join(found.minutes)))
    left = [*(() if exports and done else found.exports), *found.unread]
    if exports and done and found.exports:
        say(_("Deleted: {names}").format(names=", ".join(found.exports)))
    if left:
        say(_("Not changed, look into them yourself: {names}").format(names=", ".join(left)))
    say(
        _(
            "Out of reach: other people's drafts, files that were sent or copied elsewhere, "
            "and the machine's own backup."
        )
    )
