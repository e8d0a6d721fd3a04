"""The tense around a date, by which a year or month that is not written can be told."""

from __future__ import annotations

import re

# "개최했다", "열린 회의", "체결됐으며", "밝힌 바 있다"
_PAST = (
    r"[했됐었았였렸났졌혔왔갔렀꼈냈섰썼웠췄켰쳤폈]다|[했됐었았였렸났졌혔냈섰웠쳤]으[며나]|[했됐었았였렸났졌냈섰웠쳤]고"
    r"|[했됐었았였렸났졌냈섰웠쳤]습니다|[했됐었았였렸났졌냈섰웠쳤]던 |하였|되었|한 바 |된 바 |(?:개최"
    r"|체결|발생|발표|시행|시작|출범|제정|도입|개정|선정|실시|확정)[된한] "
)
# "개최할 예정이다", "열린다", "추진할 계획", "앞두고"
_FUTURE = (
    r"예정|계획이|계획입|[할될갈올릴] ?것|방침|전망이|앞두|[할될릴] (?:예정|계획|방침"
    r"|것)|추진한다|열린다|개최한다|실시한다|시행한다|시행된다|진행된다|개최된다|나선다"
    r"|오는 "
)
_CUE = re.compile(rf"(?P<past>{_PAST})|{_FUTURE}")
# "12월 수출액", "12월 신규등록 실적"; but "12월 수출 전망": nouns right behind that report or announce
_NOUN = re.compile(
    r" ?(?:말 기준|중)? ?(?!까지|부터|에)(?:[가-힣A-Za-z·]{1,8} )?"
    r"(?:(?P<past>(?:실적|현황|결과|수출액|수입액|동향|집계|잠정|발생|확진|적발|증가|감소|상승률|하락|기록)"
    r"(?! ?(?:예정|전망|예상|계획|목표|발표 예정)|[하한할되된될]))"
    r"|(?:예정|계획|모집|전망|일정)(?![을를의]))"
)
# "1일 |개막한다", "1일부터 요금이 |오른다": a present at the end of the sentence speaks of what comes
_COMING = re.compile(r"[한된연린른난든선친온간진]다(?=\.|$|\n|고 )|예정|계획|[할될갈올릴] ?것|방침|앞두|앞둔")
#: How many days a year implied by the publication may be off before tense overrules it.
HALF_YEAR = 183


def tense(text: str, start: int, end: int) -> int:
    """-1 where the first verb (or reporting noun) behind a place speaks of the past, 1 of the future, 0
    where none tells."""
    noun = _NOUN.match(text, start, end)
    cue = noun or _CUE.search(text, start, end)
    if cue is None:
        return 0
    return -1 if cue["past"] else 1


def clause_tense(text: str, start: int, end: int) -> int:
    """Like ``tense`` for the verb that a bare day belongs to; a present one speaks of what comes."""
    cue, coming = _CUE.search(text, start, end), _COMING.search(text, start, end)
    if coming and (cue is None or coming.start() <= cue.start()):
        return 1
    return 0 if cue is None else -1 if cue["past"] else 1
