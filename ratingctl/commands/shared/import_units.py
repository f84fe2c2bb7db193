"""Resolve the names of units in a file that is imported: known, new, or near to others and so asked about."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ratingctl.commands.shared.names import region_names
from ratingctl.domain.fields import REGION
from ratingctl.domain.model import Rating, Region, RegionId
from ratingctl.errors import DataError, UsageError
from ratingctl.language.catalogue import all_translations
from ratingctl.language.own_words import OwnLanguage
from ratingctl.message import Text, sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder, bytes_for_writing
from ratingctl.storage.yaml.scalars import flow_list, scalar
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument
from ratingctl.words.fold import fold, words_of
from ratingctl.words.slug import slug_of
from ratingctl.words.suggestion import closest

_FOOTNOTE = re.compile(r"(?:\s*[*†‡¹²³⁴⁵⁶⁷⁸⁹]+|\s*\[\w{1,2}\])+$")
_SURE_SPELLING = 88.0
"""Percent of likeness from which two names may be one even where a file has both of them."""
_REGISTER = "regions.yaml"


class UnitChoice(NamedTuple):
    """What a person has said of names that the register does not have.

    Attributes:
        add: Names that are not near to any other are added to the register.
        same: For a name as the file spells it, the unit that it means: its id, or its name.
        new: Names that are units of their own although others are near.
    """

    add: bool = False
    same: Mapping[str, str] = {}
    new: Collection[str] = ()


class UnknownUnit(NamedTuple):
    """A name that the register does not have.

    Attributes:
        name: The name as the file spells it.
        line: Where it stands first.
        near: The units with names near to it: the id of each, or the name where it is new too, and what it is called.
    """

    name: str
    line: int
    near: tuple[tuple[str, str], ...]


class ResolvedUnits(NamedTuple):
    """The units of a file.

    Attributes:
        regions: The unit of each name that is known or added.
        added: The units to add to the register.
        aliases: For units of the register, the spellings to add to their aliases.
        unknown: The names that nobody has decided on.
    """

    regions: Mapping[str, Region]
    added: tuple[Region, ...]
    aliases: Mapping[RegionId, tuple[str, ...]]
    unknown: tuple[UnknownUnit, ...]


def _never(_name: str, _target: str) -> bool:
    return False


def plain_name(name: str) -> str:
    """Return the name of a unit without the marks of footnotes behind it."""
    return _FOOTNOTE.sub("", " ".join(name.split()))


def resolved_units(
    rating: Rating, names: Mapping[str, int], choice: UnitChoice, apart: Callable[[str, str], bool] = _never
) -> ResolvedUnits:
    """Return the units that the names of a file mean. A name that is only near to another is never taken for it.

    Args:
        rating: The rating.
        names: The names as the file spells them, with the line of each.
        choice: What a person has said.
        apart: Tells whether a name, and a unit's id or another name, stand side by side in the file for one edition, so
            that they are not one unit under two spellings, unless they are almost equal.

    Raises:
        UsageError: If somebody names a unit that there is not.
    """
    resolver = _Resolver(rating, choice, apart)
    for name, line in names.items():
        resolver.resolve(name, line)
    return resolver.result()


class _Resolver:
    def __init__(self, rating: Rating, choice: UnitChoice, apart: Callable[[str, str], bool]) -> None:
        self._rating = rating
        self._choice = choice
        self._apart = apart
        self._index = region_names(rating)
        self._same = {fold(name): target for name, target in choice.same.items()}
        self._waiting: list[tuple[str, str, str]] = []
        """Names that mean a unit which may stand further down in the file: as spelled, without footnotes, the unit."""
        self._new = set(map(fold, choice.new))
        self._regions: dict[str, Region] = {}
        self._added: dict[str, Region] = {}
        self._aliases: dict[RegionId, list[str]] = {}
        self._unknown: list[UnknownUnit] = []
        self._seen: dict[str, str] = {}
        """For each name near to which others may be, the unit's id, or the name itself where it is new."""
        for region in rating.regions.values():
            self._seen.update(dict.fromkeys((region.name, *region.aliases), region.id))

    def resolve(self, name: str, line: int) -> None:
        plain = plain_name(name)
        key = fold(plain)
        known = self._index.keys_for(plain) if self._index.named_whole(plain) else []
        if len(known) == 1:
            self._regions[name] = self._rating.regions[RegionId(known[0])]
        elif key in self._same:
            self._waiting.append((name, plain, self._same[key]))
        elif key in self._added:
            self._regions[name] = self._added[key]
        else:
            self._resolve_unknown(name, plain, line)

    def _resolve_unknown(self, name: str, plain: str, line: int) -> None:
        near = () if fold(plain) in self._new else self._near(plain)
        if near or not (self._choice.add or fold(plain) in self._new):
            self._unknown.append(UnknownUnit(plain, line, near))
        else:
            taken = {*self._rating.regions, *(region.id for region in self._added.values())}
            slug = slug_of(plain, taken, "unit")
            self._regions[name] = self._added[fold(plain)] = Region(RegionId(slug), plain)
        self._seen.setdefault(plain, plain)

    def _near(self, plain: str) -> tuple[tuple[str, str], ...]:
        near: dict[tuple[str, str], None] = {}
        contained = [other for other in self._seen if _is_part(plain, other)]
        for other in dict.fromkeys((*closest(plain, self._seen, 5), *contained)):
            target = self._seen[other]
            if not self._apart(plain, target) or _is_almost(plain, other):
                known = self._rating.regions.get(RegionId(target))
                near[target, f"{known.id} ({known.name})" if known else other] = None
        return tuple(near)[:3]

    def result(self) -> ResolvedUnits:
        """Return the units; names that mean others are looked up now that all are known.

        Raises:
            UsageError: If one means a unit that there is not.
        """
        for name, plain, target in self._waiting:
            new = self._added.get(fold(target))
            if new is not None:
                new = self._added[fold(target)] = new._replace(aliases=(*new.aliases, plain))
                self._regions[name] = new
                continue
            region = self._known(target)
            self._regions[name] = region
            self._aliases.setdefault(region.id, []).append(plain)
        return ResolvedUnits(
            self._regions,
            tuple(self._added.values()),
            {region: tuple(dict.fromkeys(names)) for region, names in self._aliases.items()},
            tuple(self._unknown),
        )

    def _known(self, target: str) -> Region:
        keys = self._index.keys_for(target) if self._index.named_whole(target) else []
        if len(keys) != 1:
            raise UsageError(
                sentence("--same: no {unit} is called {target!r}", target=target),
                next_step=sentence("write --same 'NAME=ID' with an id of regions.yaml, or another name of the file"),
            )
        return self._rating.regions[RegionId(keys[0])]


def _is_part(one: str, other: str) -> bool:
    """Return True if one name has all words of the other and more: «Gambia», «The Gambia»."""
    words, others = set(words_of(one)), set(words_of(other))
    return words != others and bool(words and others) and (words <= others or others <= words)


def _is_almost(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return one != other and fuzz.ratio(fold(one), fold(other)) >= _SURE_SPELLING


def parsed_same(pairs: Sequence[str]) -> dict[str, str]:
    """Return what `--same NAME=ID` says.

    Raises:
        UsageError: If one is not written so.
    """
    same = {}
    for pair in pairs:
        name, equals, target = pair.rpartition("=")
        if not equals or not name.strip() or not target.strip():
            raise UsageError(
                sentence("--same: {pair!r} is not NAME=ID", pair=pair),
                next_step=sentence("write the name as the file spells it, and an id of regions.yaml"),
            )
        same[plain_name(name)] = target.strip()
    return same


def group_words_of(rating: Rating) -> tuple[str, ...]:
    """Return the words that may head a column with the larger units to which the units of a rating belong."""
    language = rating.settings.language
    own = language.unit.group if isinstance(language, OwnLanguage) else ""
    return tuple(word for word in (own, "district", "group", *all_translations("unit_word.group")) if word)


def unit_words_of(rating: Rating) -> tuple[str, ...]:
    """Return the words that may head a column with the names of units."""
    language = rating.settings.language
    return tuple(filter(None, language.unit[:4])) if isinstance(language, OwnLanguage) else ()


def with_groups(units: ResolvedUnits, groups: Mapping[str, str]) -> ResolvedUnits:
    """Return units of which the new ones have the larger units to which they belong.

    Args:
        units: The units.
        groups: The larger units, by the names of units as the file spells them.
    """
    by_id = {region.id: groups.get(name, "") for name, region in units.regions.items()}
    return units._replace(added=tuple(region._replace(district=by_id.get(region.id, "")) for region in units.added))


def register_edits(folder: DiskFolder, rating: Rating, units: ResolvedUnits) -> list[Edit]:
    """Return the edit that adds new units and spellings to the register; none where there is nothing to add.

    Raises:
        DataError: If the register cannot be changed by splicing.
    """
    if not units.added and not units.aliases:
        return []
    before = bytes_for_writing(folder.root, _REGISTER)
    keys = [str(key) for key in rating.regions]
    try:
        document = YamlDocument(_REGISTER, before or b"")
        for region in units.added:
            document = document.set_value((region.id,), _entry(region), keys)
            keys.append(region.id)
        for name, spellings in units.aliases.items():
            document = _with_aliases(document, name, rating.regions[name].aliases, spellings)
    except (SpliceError, UnicodeDecodeError) as error:
        reason: Text = error.reason if isinstance(error, SpliceError) else sentence("it is not UTF-8")
        raise DataError(
            sentence("the file cannot be changed: {reason}", reason=reason),
            place=_REGISTER,
            next_step=sentence("add the {units} by hand, then import again"),
        ) from error
    return [Edit(folder.root / _REGISTER, before, document.content)] if document.content != before else []


def _entry(region: Region) -> str:
    code = f", code: {scalar(region.code, flow=True)}" if region.code else ""
    group = f", district: {scalar(region.district, flow=True)}" if region.district else ""
    aliases = f", aliases: {flow_list(region.aliases)}" if region.aliases else ""
    return f"{{name: {scalar(region.name, flow=True)}{code}{group}{aliases}}}"


def _with_aliases(
    document: YamlDocument, region: RegionId, known: Sequence[str], spellings: Sequence[str]
) -> YamlDocument:
    aliases = [*known, *(name for name in spellings if fold(name) not in map(fold, known))]
    names = [field.name for field in REGION.fields]
    return document.set_value((region, "aliases"), flow_list(aliases), names[: names.index("aliases")])
