"""Which of Harper's rules are used: a rule that is not listed is off, so that a new version cannot add one silently.

Each rule was read in context on learners' essays. Rules that are opinions (long sentences, serial commas, compounds such
as cellphone) or that were right less than about nine times in ten are left out; a few of these, marked as counted, help the
rates but are never shown.
"""

from grader.text.proofs import ErrorKind

_SHOWN: dict[ErrorKind, str] = {
    "spelling": "SpellCheck RegularIrregulars",
    "capital": "CapitalizePersonalPronouns SentenceCapitalization UnitedOrganizations Countries NationalCapitals Months",
    "apostrophe": "ItsContraction Cant WrongApostrophe Theres EachOthersPossessive Didnt",
    "word boundary": """Everyday OpenCompounds Someone Everyone Everybody Yourself Myself Themself Itself Somewhere Anywhere
        Nobody Nowhere Everywhere Anybody Overall Furthermore However Nowadays EveryTime Without AllThough APart Lifetime
        Worldwide""",
    "confused word": """ThereToTheir TheirToTheyre TheirToThere ThereOwn ThenThan DoesOrDose ThesesThese
        ForNoun The ThingThink FeelFell WayTooAdjective QuiteQuiet WaistWaste""",
    "agreement": "ThereIsAgreement PronounInflectionBe AnotherThings",
    "verb form": """WillNonLemma DidPast InflectedVerbAfterTo DoubleModal SupposedTo UseToUsedTo
        SimplePastToPastParticiple WillGonna LetToDo IsBeenAuxSequence DontCan""",
    "article": "AnA AnAnother TheAnother LongTimeAgo",
    "comparison": "AdjectiveDoubleDegree MoreBetter WorseOrWorst",
    "word choice": "AskNoPreposition DoMistake PointsOfView ByOnesOwn ArriveTo MostOfTheTimes Lots Discuss",
    "repetition": "RepeatedWords ToTo",
    "spacing": "CommaFixes Spaces",
}
_COUNTED: dict[ErrorKind, str] = {
    "word boundary": "SplitWords PhrasalVerbAsCompoundNoun TransposedSpace",
    "apostrophe": "NominalWants LetsConfusion",
    "confused word": "PossessiveYour NounVerbConfusion",
    "agreement": "PronounVerbAgreement",
    "number": "ThisTypeOfThing",
    "missing word": "QuantifierNeedsOf MissingDeterminer",
    "verb form": "ModalBeAdjective AllowTo SingleBe ProgressiveNeedsBe NeedToNoun",
    "repetition": "TheMy MultipleSequentialPronouns",
    "word choice": "InterestedIn",
}
RULES: dict[str, tuple[ErrorKind, bool]] = {
    name: (kind, is_shown)
    for table, is_shown in ((_SHOWN, True), (_COUNTED, False))
    for kind, names in table.items()
    for name in names.split()
}
"""Each rule in use with the kind of its errors and whether they are shown."""
