"""Extract amounts: sums, quantities and shares with their units, as they are written."""

import re

_MOST = 12
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[  ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_ABOUT = (
    r"(?:более(?: чем)?|больше|свыше|около|почти|порядка|примерно|не менее|не более|менее|до|от|за"
    r"|more than|over|about|around|nearly|almost|up to|at least|some)\s+"
)
_SCALE = (
    r"(?:thousand\b|million\b|billion\b|trillion\b|mln\b|bln\b|[mbk]n?\b|тыс(?:\.|яч\w*)?|млн\.?|миллион\w*"
    r"|млрд\.?|миллиард\w*|трлн\.?|триллион\w*)"
)
_MONEY = (
    r"(?:rubles?\b|roubles?\b|(?:U\.?S\.? )?dollars?\b|yuan\b|euros?\b|руб(?:\.|л\w+)?|долл(?:\.|ар\w*)?(?:\s+США)?"
    r"|юан\w+|евро|иен\w*|₽|\$|€|¥)"
)
_MEASURE = (
    r"(?:(?:кв|куб)(?:\.|адратн\w+|ическ\w+)?\s*(?:км|метр\w*|м)\b|тонн\w*|т\b|кг\b|килограмм\w*|га\b|гектар\w*"
    r"|кубометр\w*"
    r"|(?:metric )?tons?\b|tonnes?\b|hectares?\b|kilograms?\b|kg\b|lit(?:re|er)s?\b|barrels?\b"
    r"|(?:square |cubic )?(?:kilo)?met(?:re|er)s?\b|megawatts?\b|км\b|километр\w*"
    r"|[МГк]Вт(?:[·⋅*-]?ч)?\b|мегаватт\w*|киловатт\w*|литр\w*|баррел\w*|TEU|ДФЭ)"
)
_THINGS = (
    r"(?:(?:\w+\s)?рабочих мест\w*|контейнер\w*|автомобил\w*|машин\w*|грузовик\w*|автобус\w*|вагон\w*|поезд\w*|рейс\w*"
    r"|штук\w*|единиц\w*(?:\s+техники)?|голов\w*|турист\w*|пассажир\w*|студент\w*|человек\w*|предприяти\w+|компани\w+"
    r"|jobs?\b|workers\b|people\b|containers?\b|cars?\b|vehicles\b|students\b|passengers\b|tourists\b|visitors\b"
    r"|households\b|trucks\b|wagons\b|trains\b|buses\b|ships\b|aircraft\b|homes\b|flights\b|резидент\w*|проект\w*"
    r"|соглашени\w+|парти[йи]\b)"
)
_PER = (
    r"(?:\s*(?:в|за)\s+(?:год|месяц|сутки|неделю|день|смену|час)\b|\s*/\s*год\b|\s+ежегодно\b"
    r"|\s+(?:(?:a|per)\s+(?:year|month|week|day|hour)|annually|yearly|daily)\b)?"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,:/№-])(?P<about>{_ABOUT})?"
    rf"(?:(?:[$€¥₽£]|(?:USD|EUR|GBP|CNY|RMB|JPY|INR|US\$)\s?)\s?(?:{_NUMBER})(?:\s*{_SCALE})?(?!\w)"
    rf"|(?:{_NUMBER})(?:\s*[–—-]\s*(?:{_NUMBER}))?"
    rf"(?:\s*%|\s*процент\w*|\s*per ?cent\b|\s+раза?\b|\s*{_SCALE}\s*(?:{_MONEY}|{_MEASURE}|{_THINGS})(?!\w)"
    rf"|\s*(?:{_MONEY}|{_MEASURE}|{_THINGS})(?!\w)){_PER})",
    re.IGNORECASE,
)


_FROM = re.compile(
    r"\b(?:с|со|от|from)\s+\d[\d\s,.]*(?:[^\W\d_]+\.?\s+){0,3}$"
    r"|\b(?:вырос|выраст|увелич|сниз|упал|сократ|повыс|подня|подорожа|доведен|довес|расшир|нараст|rose|rises|grew|fell"
    r"|cut)\w*\s+$",
    re.IGNORECASE,
)


def amounts_in(text: str) -> tuple[str, ...]:
    """Return the amounts of a text.

    Args:
        text: The article.

    Returns:
        Each once, in the order and the words of the text: «более 900 млн руб.», «30 га», «31,6 %»; numbers without a
        unit are left out.
    """
    amounts: dict[str, str] = {}
    for match in _AMOUNT.finditer(text):
        words = " ".join(match[0].split())
        words = re.sub(r"^(?:за|от)\s+", "", words, flags=re.IGNORECASE)
        if _FROM.search(text[max(0, match.start() - 40) : match.start()]):  # «с 3 до 5 млрд» is no «up to 5»
            words = re.sub(r"^(?:до|up to)\s+", "", words, flags=re.IGNORECASE)
        if re.search(r"\sраза?$", words):
            before = text[max(0, match.start() - 3) : match.start()].casefold()
            if not before.endswith("в "):
                continue
            words = f"в {words}"
        amounts.setdefault(words.casefold(), words)
        if len(amounts) == _MOST:
            break
    return tuple(amounts.values())
