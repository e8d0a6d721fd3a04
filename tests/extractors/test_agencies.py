"""Agencies in invented sentences: brackets mark every mention, nothing else may be found."""

import csv
import re
import time
from pathlib import Path

import pytest

from extractors import agencies, extract
from extractors.gazetteer import gazetteer
from extractors.mention import Agency, Document
from extractors.reading import Reading

TABLES = Path(__file__).with_name("tables")
TABLE = TABLES / "agency_tests.csv"
#: Invented lines of news and releases. In ``agencies.tsv`` brackets mark every mention and the names follow
#: in order (= for the name as it stands there, ? for none); in ``no_agencies.txt`` no line holds any.
SENTENCES = [
    line.split("\t") for line in (TABLES / "agencies.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
NO_SENTENCES = (TABLES / "no_agencies.txt").read_text(encoding="utf-8").splitlines()

#: published, sentence, expected in order: an id; =name (spaces as _) of a body without id; ? for no name.
EXAMPLES = [
    # text that lost its spaces
    (
        "2021-07-27",
        "[중앙재난안전대책본부]에서는[농림축산식품부](장관:김하늘)로부터보고를받았다.",
        "cdmh mafra-2013",
    ),
    ("2021-07-27", "[소방청]은휴식공간을늘린다.", "nfa-2017"),
    (
        "2021-07-27",
        "[행정안전부](장관김하늘)는[국토교통부],[경찰청]과합동으로점검한다.",
        "mois-2017 molit-2013 npa-1991",
    ),
    ("2021-07-27", "개정안은[국토교통부] 누리집에서 볼 수 있다.", "molit-2013"),
    # bodies of other states and of Europe
    ("2021-07-27", "영 [내무부]가 비자 규칙을 바꿨다.", "=영국_내무부"),
    ("2021-07-27", "베트남 [농업 및 농촌개발부]와 쌀 협력을 논의했다.", "=베트남_농업_및_농촌개발부"),
    ("2021-07-27", "캄보디아 [교육, 청년 및 체육부]가 교실을 지었다.", "=캄보디아_교육,_청년_및_체육부"),
    ("2021-07-27", "[유럽우주국]([ESA])이 위성을 쏘았다.", "io-esa io-esa"),
    ("2021-07-27", "[바이오헬스 혁신위원회]가 첫 회의를 열었다.", "=바이오헬스_혁신위원회"),
    ("2021-07-27", "[LH]와 [SH]가 매입임대를 늘린다.", "pi-lh pi-sh-2016"),
    # names and abbreviations by date
    ("1999-03-04", "[행자부]는 면사무소 쉰 곳의 서류를 줄였다.", "mogaha-1998"),
    ("2008-02-28", "[행자부]가 마지막 훈령을 내렸다.", "mogaha-1998"),
    ("2014-11-19", "[행자부]가 문을 열었다.", "mogaha-2014"),
    ("2017-03-02", "[행자부]·[인사처] 합동 점검단이 떴다.", "mogaha-2014 mpm-2014"),
    ("2012-06-05", "[행안부]는 마을 방송 장비를 바꾼다.", "mopas-2008"),
    ("2024-06-05", "[행안부]에서는 마을 방송 장비를 바꾼다.", "mois-2017"),
    ("2025-12-30", "[기재부]가 조직 개편을 매듭지었다.", "moef-2008"),
    ("2026-01-05", "[재정경제부]와 [기획예산처]가 나란히 시무식을 했다.", "mofe-2026 mpb-2026"),
    ("2004-05-06", "[재정경제부]는 [기획예산처]와 협의했다.", "mofe-1998 mpb-1999"),
    ("2000-09-01", "[교육부]는 교과서를 고친다.", "moe-1990"),
    ("2002-09-01", "[교육부]는 교과서를 고친다.", "moehrd-2001"),
    ("2022-09-01", "[교육부]는 교과서를 고친다.", "moe-2013"),
    ("2010-04-01", "[교과부]의 지침에 따라 대학이 학칙을 바꿨다.", "mest-2008"),
    ("2006-04-01", "[과기부]로부터 연구비를 받았다.", "most-1998"),
    ("2021-04-01", "[과기부]로부터 연구비를 받았다.", "msit-2017"),
    ("2001-10-10", "[산자부]에 신고하면 된다.", "mocie-1998"),
    ("2016-10-10", "[산자부]에 신고하면 된다.", "motie-2013"),
    ("2025-10-10", "[산업부]에 신고하면 된다.", "moti-2025"),
    ("2010-01-04", "[국토부]가 뱃길을 새로 낸다.", "mltm-2008"),
    ("2014-01-04", "[국토부]가 뱃길 대신 길을 낸다.", "molit-2013"),
    ("2003-01-04", "[해수부]가 등대를 고친다.", "momaf-1996"),
    ("2018-01-04", "[해수부]가 등대를 고친다.", "mof-2013"),
    ("2009-12-01", "[농식품부]는 쌀값을 살핀다.", "mifaff-2008"),
    ("2020-12-01", "[농식품부]는 쌀값을 살핀다.", "mafra-2013"),
    ("2007-12-01", "[복지부]는 아이 돌봄을 넓힌다.", "mohw-1994"),
    ("2008-12-01", "[복지부]는 아이 돌봄을 넓힌다.", "mihwaf-2008"),
    ("2015-12-01", "[복지부]는 아이 돌봄을 넓힌다.", "mohw-2010"),
    ("2024-02-02", "[환경부]와 [기상청]이 봄 가뭄을 논의했다.", "me-1994 kma-1990"),
    ("2025-11-02", "[기후부]와 [기상청]이 가을 가뭄을 논의했다.", "mcee-2025 kma-1990"),
    ("2024-05-16", "[문화재청]이 성곽을 손본다.", "cha-1999"),
    ("2024-05-17", "[국가유산청]이 성곽을 손본다.", "khs-2024"),
    ("2020-09-12", "[질병관리청]이 문을 열었다.", "kdca-2020"),
    ("2003-06-06", "[식약청]은 도시락 업체를 살폈다.", "kfda-1998"),
    ("2023-06-06", "[식약처]는 도시락 업체를 살폈다.", "mfds-2013"),
    ("2009-09-30", "[한국토지공사]와 [대한주택공사]가 합친다.", "pi-klc pi-knhc"),
    ("2011-01-20", "[NIA]가 개도국 공무원을 불렀다.", "pi-nia-2009"),
    ("2022-01-20", "[NIA]가 개도국 공무원을 불렀다.", "pi-nia"),
    ("2023-11", "[여가부]는 청소년 쉼터를 늘린다.", "mogef-2010"),
    # a full name of an earlier time stays what it was
    ("2020-03-03", "2006년 [행정자치부]가 만든 서식을 아직 쓴다.", "mogaha-1998"),
    ("2020-03-03", "옛 [행정자치부]의 서식을 아직 쓴다.", "mogaha-2014"),
    ("2019-03-03", "지난 정부의 [미래창조과학부]가 시작한 사업이다.", "msip-2013"),
    ("2026-03-03", "[통계청]이 펴내던 자료를 [국가데이터처]가 잇는다.", "kostat-1990 mods-2025"),
    ("2026-12-01", "[검찰청]이 쓰던 건물에 [공소청]이 들어갔다.", "spo-1948 kps-2026"),
    # particles, titles, units, lists
    (
        "2023-04-04",
        "회의에는 [기획재정부], [행정안전부], [고용노동부] 등이 참석했다.",
        "moef-2008 mois-2017 moel-2010",
    ),
    ("2023-04-04", "[기재부]·[산업부]·[중기부] 장관이 함께 나섰다.", "moef-2008 motie-2013 mss-2017"),
    ("2023-04-04", "[국토교통부](장관 홍길동)는 철길을 놓는다.", "molit-2013"),
    ("2023-04-04", "홍길동 [국토교통부] 제1차관이 현장을 둘러봤다.", "molit-2013"),
    ("2023-04-04", "[행정안전부]차관은 장비를 점검했다.", "mois-2017"),
    ("2023-04-04", "임꺽정 [병무청]장이 훈련소를 찾았다.", "mma-1970"),
    ("2023-04-04", "성춘향 [감사원]장은 보고서를 냈다.", "bai-1963"),
    ("2023-04-04", "[국립중앙박물관]장에게 열쇠를 건넸다.", "nmcst"),
    ("2023-04-04", "[보건복지부] 건강정책국은 금연 구역을 넓힌다.", "mohw-2010"),
    ("2023-04-04", "[산림청] [국립수목원]은 씨앗을 모은다.", "kfs-1967 kna-arb"),
    ("2023-04-04", "[국세청]이나 [관세청]에 물어보면 된다.", "nts-1966 kcs-1970"),
    ("2023-04-04", "이번 조치는 [금융위원회]가 아니라 [금융감독원]이 맡는다.", "fsc-2008 pi-fss"),
    ("2023-04-04", "담당은 [농촌진흥청]이다.", "rda-1962"),
    ("2023-04-04", "‘[조달청] 나라장터’에 공고했다.", "pps-1961"),
    ("2023-04-04", "[외교부]/[통일부] 출입기자단이 모였다.", "mofa-2013 mou-1998"),
    ("2023-04-04", "[국민권익위]는 민원을 조정했다.", "acrc-2008"),
    ("2023-04-04", "[공정위]가 과징금을 매겼다.", "ftc-1981"),
    ("2023-04-04", "[해양경찰청] 소속 함정이 어선을 끌었다.", "kcg-2017"),
    ("2023-04-04", "[육군]과 [해병대]가 대민 지원에 나섰다.", "rok-army rok-marine"),
    ("2023-04-04", "[국회]는 추경안을 처리했다.", "na-1948"),
    ("2023-04-04", "[국회] 보건복지위원회가 법안을 다뤘다.", "na-1948"),
    ("2023-04-04", "[국회] 정무위가 법안을 다뤘다.", "na-1948"),
    ("2023-04-04", "[농림축산식품부]는국산밀소비를늘린다", "mafra-2013"),
    ("2023-04-04", "자료: [OECD]", "io-oecd"),
    ("2023-04-04", "베트남 [공안부]·[계획투자부]를 찾았다.", "fx-vn-mps =베트남_계획투자부"),
    ("2023-04-04", "영국 [조세·관세청]을 찾았다.", "=영국_조세·관세청"),
    ("2023-04-04", "[서울소년원]과 [화성외국인보호소]를 고친다.", "=서울소년원 =화성외국인보호소"),
    ("2023-04-04", "국내 최대 [농어촌공사] 저수지다.", "pi-ekr"),
    ("2023-04-04", "나주 [농어촌공사] 본사를 찾았다.", "pi-ekr"),
    (
        "2023-04-04",
        "영국 [의약품건강관리제품규제청]([MHRA])이 승인했다.",
        "fx-gb-mhra fx-gb-mhra",
    ),
    ("2023-04-04", "[駐中 한국대사관]이 영사를 보냈다.", "=주中_한국대사관"),
    ("2023-04-04", "[대법원]과 [헌법재판소]의 판단이 갈렸다.", "scourt-1948 ccourt-1988"),
    ("2023-04-04", "[중앙선거관리위원회]는 투표소를 알렸다.", "nec-1963"),
    ("2023-04-04", "[국가정보원]장의 답변은 비공개였다.", "nis-1999"),
    ("2023-04-04", "한국[특허청]과 상대 청이 심사를 나눈다.", "kipo-1977"),
    # glosses and aliases
    ("2022-04-04", "[질병관리청]([질병청])은 접종 일정을 알렸다.", "kdca-2020 kdca-2020"),
    (
        "2022-04-04",
        "[과학기술정보통신부](이하 [과기정통부])는 예산을 늘린다. [과기정통부] 관계자가 말했다.",
        "msit-2017 msit-2017 msit-2017",
    ),
    (
        "2022-04-04",
        "[한국인터넷진흥원]([KISA], 원장 홍길동)은 상담을 맡는다. [KISA]는 신고도 받는다.",
        "pi-kisa pi-kisa pi-kisa",
    ),
    (
        "2022-04-04",
        "[방위산업육성위원회](이하 ‘[방육위]’)가 열렸다. [방육위]에서는 안건 셋을 다뤘다.",
        "=방위산업육성위원회 =방위산업육성위원회 =방위산업육성위원회",
    ),
    ("2022-04-04", "[국제원자력기구]([IAEA])와 협정을 맺었다.", "io-iaea io-iaea"),
    ("2022-04-04", "[한국국학진흥원](이하 진흥원)은 목판을 모은다.", "=한국국학진흥원"),
    ("2022-04-04", "[예금보험공사]가 나섰고 [예보]는 돈을 댔다.", "pi-kdic pi-kdic"),
    ("2022-04-04", "미국 [환경보호청]([EPA])과 손잡았다.", "fx-us-epa fx-us-epa"),
    # risky abbreviations
    ("2022-04-04", "[한은] 총재는 금리를 더 올릴 수 있다고 했다.", "pi-bok"),
    ("2022-04-04", "[산은]이 채권단을 대표해 구조조정을 이끈다.", "pi-kdb"),
    ("2022-04-04", "[수은]이 수출 기업에 대출을 늘린다.", "pi-eximbank"),
    ("2022-04-04", "[신보]가 보증 한도를 높였다.", "pi-kodit"),
    ("2022-04-04", "[기보]의 기술평가를 받았다.", "pi-kibo"),
    ("2022-04-04", "고속도로 휴게소를 [도공]이 고친다.", "pi-ex"),
    ("2022-04-04", "댐 수위를 [수공]이 낮췄다.", "pi-kwater"),
    ("2022-04-04", "의약품 안전을 맡은 [평가원]이 시험법을 냈다.", "nifds"),
    ("2022-04-04", "[나사]가 쏜 달 탐사선이 궤도에 들었다.", "fx-us-nasa"),
    ("2022-04-04", "미국 [연준]이 긴축을 서두른다.", "fx-us-fed"),
    ("2022-04-04", "[총리실]은 답을 미뤘다.", "?"),
    ("2022-04-04", "[국무총리실]은 답을 미뤘다.", "?"),
    ("2012-04-04", "[국무총리실]은 답을 미뤘다.", "pmo-2008"),
    ("2022-04-04", "[국민연금공단]은 국민연금 제도를 알린다.", "pi-nps"),
    ("2022-04-04", "[국민연금]은 이 회사 지분을 매각했다.", "pi-nps"),
    ("2019-04-04", "[청와대] 대변인이 브리핑했다.", "pres-office-2013"),
    ("2023-04-04", "[LH]와 [LX], [HUG]가 참여한다.", "pi-lh pi-lx pi-hug"),
    ("2023-04-04", "[KOTRA]는 무역관 열 곳을 연다.", "pi-kotra"),
    ("2023-04-04", "[보건산업진흥원]이 수출을 돕는다.", "pi-khidi"),
    # foreign bodies
    ("2022-04-04", "미국 [상무부]는 반도체 통계를 냈다.", "fx-us-commerce"),
    ("2022-04-04", "미국의 [상무부]는 반도체 통계를 냈다.", "fx-us-commerce"),
    ("2022-04-04", "미 [국방부]가 답했다.", "fx-us-dod"),
    ("2022-04-04", "美[국무부]가 답했다.", "fx-us-state"),
    ("2022-04-04", "미 [연방항공청]이 운항을 허가했다.", "fx-us-faa"),
    ("2022-04-04", "베트남 [산업무역부] 장관을 만났다.", "fx-vn-moit"),
    ("2016-04-04", "터키 [정보통신기술청]과 협약했다.", "=터키_정보통신기술청"),
    ("2023-04-04", "튀르키예 [재무부]와 협약했다.", "=튀르키예_재무부"),
    ("2016-04-04", "우즈베키스탄 [ICT위원회]가 연수를 청했다.", "=우즈베키스탄_ICT위원회"),
    ("2016-04-04", "알바니아 [혁신공공행정부]를 찾았다.", "=알바니아_혁신공공행정부"),
    ("2022-04-04", "일본 [경제산업성]이 규제를 풀었다.", "fx-jp-meti"),
    ("2022-04-04", "북한 [외무성]이 담화를 냈다.", "fx-kp-mfa"),
    ("2022-04-04", "중국 [국가발전개혁위원회]가 전력 대책을 냈다.", "fx-cn-ndrc"),
    ("2022-04-04", "인도네시아 [중앙은행]은 금리를 묶었다.", "=인도네시아_중앙은행"),
    ("2022-04-04", "호주 [통계청]과 자료를 나눈다.", "=호주_통계청"),
    ("2022-04-04", "영국 [하원]은 법안을 넘겼다.", "=영국_하원"),
    (
        "2022-04-04",
        "미국 [상무부]가 조사했다. [상무부]는 반덤핑 관세를 매겼다.",
        "fx-us-commerce fx-us-commerce",
    ),
    (
        "2022-04-04",
        "미국 [관세국경보호청]([CBP])·[마약단속국]이 함께했다.",
        "fx-us-cbp fx-us-cbp fx-us-dea",
    ),
    ("2022-04-04", "싱가포르 [해사항만청]과 [해양수산부]가 회의했다.", "fx-sg-mpa mof-2013"),
    ("2022-04-04", "몰도바 [국가반부패센터]가 방문했다.", "=몰도바_국가반부패센터"),
    ("2022-04-04", "[국무부] 부장관이 방한했다.", "fx-us-state"),
    ("2022-04-04", "[USTR]이 보고서를 냈다.", "fx-us-ustr"),
    # embassies and consulates
    ("2022-04-04", "[주미 한국대사관]이 여권을 내준다.", "=주미_한국대사관"),
    ("2022-04-04", "[주베트남대사관]은 교민을 도왔다.", "=주베트남대사관"),
    ("2022-04-04", "[주호치민총영사관] 직원이 나섰다.", "=주호치민총영사관"),
    ("2022-04-04", "[駐고베 총영사관]이 행사를 열었다.", "=주고베_총영사관"),
    ("2022-04-04", "[주 몽골 한국대사관]에 문의한다.", "=주몽골_한국대사관"),
    ("2022-04-04", "[주한 영국대사관]에서 열렸다.", "=주한_영국대사관"),
    ("2022-04-04", "[주한미국대사관]과 함께한다.", "=주한미국대사관"),
    ("2022-04-04", "[주제네바대표부]가 논의에 참여했다.", "=주제네바대표부"),
    # international bodies
    ("2022-04-04", "[유엔] 사무총장이 연설했다.", "io-un"),
    ("2022-04-04", "[UN]과 [OECD], [세계은행]의 자료를 썼다.", "io-un io-oecd io-wb"),
    ("2022-04-04", "[EU]산 돼지고기와 [OECD]국가의 물가를 보았다.", "io-eu io-oecd"),
    ("2022-04-04", "[유엔 안보리] 결의를 지킨다.", "io-unsc"),
    ("2022-04-04", "[아세안]과 협력한다.", "io-asean"),
    ("2022-04-04", "[유럽특허청] 출원이 늘었다.", "io-epo"),
    ("2022-04-04", "[국제수로기구] 총회가 열렸다.", "io-iho"),
    ("2022-04-04", "[ADB]가 차관을 댄다.", "io-adb"),
    # local governments and their offices
    ("2022-04-04", "[서울시]는 버스 요금을 묶는다.", "lg-seoul"),
    ("2022-04-04", "[경기도]와 [인천광역시]가 쓰레기를 나눠 묻는다.", "lg-gyeonggi lg-incheon"),
    ("2022-04-04", "[경상북도 안동시]가 문화재를 옮긴다.", "lg-gyeongbuk-andong-si"),
    ("2022-04-04", "[사천시]는 공장 터를 판다.", "lg-gyeongnam-sacheon-si"),
    ("2022-04-04", "[서울시 강남구]는 골목을 고친다.", "lg-seoul-gangnam-gu"),
    ("2022-04-04", "[부산 중구]는 항구 축제를 연다.", "lg-busan-jung-gu"),
    ("2022-04-04", "[종로구청]은 민원실을 늦게까지 연다.", "lg-seoul-jongno-gu"),
    ("2022-04-04", "[경남도]에 따르면 어획이 줄었다.", "lg-gyeongnam"),
    ("2022-04-04", "[서울시의회]는 조례를 고쳤다.", "=서울특별시의회"),
    ("2022-04-04", "[울진군의회] 의장이 축사했다.", "=울진군의회"),
    ("2022-04-04", "[경기도교육청]과 [부산시교육청]이 급식을 바꾼다.", "edu-gyeonggi edu-busan"),
    ("2022-04-04", "[영등포소방서]가 불을 껐다.", "=영등포소방서"),
    ("2022-04-04", "[강남서초교육지원청]은 방과후 교실을 연다.", "=강남서초교육지원청"),
    ("2022-04-04", "[경기도농업기술원]이 새 품종을 냈다.", "=경기도농업기술원"),
    ("2022-04-04", "[광주광역시]와 전남이 손잡았다.", "lg-gwangju"),
    ("2022-04-04", "강원 [고성군]은 해변을 청소했다.", "lg-gangwon-goseong-gun"),
    # offices of the state and public bodies by their shape
    ("2022-04-04", "[춘천경찰서]는 과속을 단속한다.", "=춘천경찰서"),
    ("2022-04-04", "[서울지방국세청]이 세무조사에 들어갔다.", "seoul-tax"),
    ("2022-04-04", "[군산세관]이 밀수품을 찾았다.", "=군산세관"),
    ("2022-04-04", "[수원지방법원]은 청구를 물리쳤다.", "crt-suwon"),
    ("2022-04-04", "[서울중앙지검]이 사건을 맡았다.", "pros-seoul-central"),
    ("2022-04-04", "[충주국유림관리소]장이 나무를 심었다.", "=충주국유림관리소"),
    ("2022-04-04", "[국립부여박물관]은 밤에도 연다.", "=국립부여박물관"),
    ("2022-04-04", "[중앙산불방지대책본부]가 경보를 올렸다.", "=중앙산불방지대책본부"),
    ("2022-04-04", "[한강유역환경청]은 물을 지킨다.", "regional-env"),
    ("2022-04-04", "[경남테크노파크]가 기업을 뽑는다.", "=경남테크노파크"),
    ("2022-04-04", "[대구도시공사] 임대주택이 비었다.", "=대구도시공사"),
    ("2022-04-04", "[경기문화재단]이 공연을 돕는다.", "=경기문화재단"),
    ("2022-04-04", "[아동정책조정위원회]는 계획을 심의했다.", "=아동정책조정위원회"),
    ("2022-04-04", "제12회 [방위사업추진위원회]가 열렸다.", "=방위사업추진위원회"),
    ("2022-04-04", "[국가바이오위원회]가 출범했다.", "bio-committee"),
    ("2022-04-04", "[신용회복위원회]·[서민금융진흥원] 상담이 늘었다.", "pi-ccrs pi-kinfa"),
    (
        "2022-04-04",
        "[경찰인재개발원]과 [관세국경관리연수원]에서 배운다.",
        "npa-hrd =관세국경관리연수원",
    ),
    ("2022-04-04", "[경기도선거관리위원회]가 투표소를 알렸다.", "=경기도선거관리위원회"),
    ("2009-04-04", "[부산지방해양항만청]이 뱃길을 넓혔다.", "=부산지방해양항만청"),
    ("2016-04-04", "[산업부] [기술표준원]이 리콜을 명했다.", "motie-2013 kats"),
    ("2022-04-04", "[창원특례시]가 항만을 넓힌다.", "lg-gyeongnam-changwon-si"),
    ("2022-04-04", "미국·일본 [특허청]이 심사를 나눈다.", "?"),
    ("2022-04-04", "[중앙재난안전대책본부]([중대본]) 회의를 했다.", "cdmh cdmh"),
]

#: published, sentence with no agency at all.
NOTHING = [
    # generic nouns
    "정부는 물가를 잡겠다고 했다.",
    "관계부처와 지자체가 힘을 모은다.",
    "당국은 원인을 찾고 있다.",
    "위원회는 다음 달에 다시 모인다.",
    "공공기관과 지방정부가 함께 쓴다.",
    "본부장은 지방청을 돌았다.",
    "시는 도로를 넓히고 군은 다리를 놓는다.",
    "유관기관 합동 훈련을 했다.",
    "각 부처의 의견을 들었다.",
    "전문위원회와 심의위원회를 거쳤다.",
    "제안서평가위원회가 업체를 골랐다.",
    "기관생명윤리위원회의 승인을 받았다.",
    "조직위원회와 추진위원회를 꾸렸다.",
    "올림픽위원회 임원이 왔다.",
    "청소년참여위원회를 모집한다.",
    "관할 경찰서에 신고한다.",
    "관할소방서와 지역교육지원청에 알린다.",
    "국제기구와 전문기구가 모였다.",
    "중앙부처 공무원이 늘었다.",
    # longer words that begin or end like a name
    "환경부문 예산이 늘었다.",
    "교육부지를 사들였다.",
    "산업부문별 통계를 냈다.",
    "중국회의장에 모였다.",
    "국회의원 선거가 끝났다.",
    "국회의사당 앞뜰을 걸었다.",
    "한국은행권이 새로 나왔다.",
    "문화재청소년단이 모였다.",
    "해군기지 공사가 끝났다.",
    "공군사관학교 생도가 행진했다.",
    "서울시민 백 명이 걷는다.",
    "서울시내 곳곳에 눈이 왔다.",
    "부산시립미술관을 찾았다.",
    "한국은행법 개정안을 냈다.",
    "경찰과 검찰이 함께 수사한다.",
    "법원은 청구를 물리쳤다.",
    # titles that have swallowed the name
    "홍길동 금융위원장이 말했다.",
    "성춘향 방통위원장이 물러났다.",
    "이몽룡 서울시장이 발표했다.",
    "변학도 경기도지사가 뛰었다.",
    "임꺽정 연천군수가 웃었다.",
    "장길산 강남구청장이 인사했다.",
    "관악구청장과 동장이 만났다.",
    "각 시장·군수·구청장은 보고한다.",
    "중앙선거관리위원장이 사과했다.",
    # awards and cups
    "행정안전부장관상 세 점을 준다.",
    "대상은 교육부 장관상이다.",
    "문체부 장관배 대회가 열렸다.",
    # companies, schools, hospitals, associations, media, parties
    "삼성전자와 현대자동차가 투자한다.",
    "신한은행과 국민은행이 금리를 내렸다.",
    "농협과 수협의 상품을 판다.",
    "한국방송공사 사장이 바뀌었다.",
    "KBS와 EBS가 중계한다.",
    "서울대학교병원에서 치료받았다.",
    "KAIST 교수가 발표했다.",
    "외국어대학교 러시아연구소가 열었다.",
    "고려대 노동연구원이 조사했다.",
    "한국무역협회와 대한상공회의소가 모였다.",
    "한국여성경제인협회 회원이 왔다.",
    "초록우산어린이재단이 도왔다.",
    "대성재단이 장학금을 냈다.",
    "한빛문화재연구원이 발굴했다.",
    "하나금융경영연구소의 보고서다.",
    "민주당과 국민의힘이 맞섰다.",
    "조선중앙통신이 전했다.",
    "국제올림픽위원회 총회가 열렸다.",
    "국제표준화기구 규격이다.",
    "전국금속노동조합이 파업했다.",
    # meetings, buildings, services, laws
    "국무회의에서 의결했다.",
    "정책협의회와 간담회를 열었다.",
    "경제관계장관회의를 주재했다.",
    "정부서울청사 별관에서 만난다.",
    "정부24와 홈택스에서 신청한다.",
    "세종컨벤션센터에서 열렸다.",
    "aT센터에서 박람회를 연다.",
    "당정협의회가 열렸다.",
    "한중 경제공동위원회를 열었다.",
    "제4차 한-메콩 산림협력위원회가 열렸다.",
    "APEC 기업인자문위원회가 모였다.",
    # places
    "부산과 강원의 대학을 돌았다.",
    "설명회는 수원시에서 열린다.",
    "안동시 일대에 비가 왔다.",
    "서울 강남구 테헤란로 12에 있다.",
    "성남시 분당구 정자동에 산다.",
    "공장은 완주군 봉동읍에 있다.",
    "제주도에서 감귤을 딴다.",
    "행사장은 강남구에 있는 호텔이다.",
    "군산시 소재 공장이다.",
    "여수시 앞바다에서 배가 뒤집혔다.",
    # homographs
    "오늘 예보는 맑음이다.",
    "수은 농도가 높다.",
    "저 산은 높고 물은 깊다.",
    "도공이 그릇을 빚는다.",
    "볼트와 나사를 조인다.",
    "건보 적용을 받는다.",
    "국민연금 수급자가 늘었다.",
    "국민연금 가입자가 늘고 보험료가 올랐다.",
    "바둑 기보를 외웠다.",
    "지역 신보에 광고를 냈다.",
    "한적한 시골길을 걸었다.",
    "할 일은 많고 날은 짧다.",
    "진흥원 설립을 검토한다.",
    "교육원과 연수원이 비었다.",
    "국립공원 탐방객이 늘었다.",
    "우체국에서 등기를 부쳤다.",
    "배관 공사를 마쳤다.",
    "흔한은 아니지만 귀한 일이다.",
    "ICE 고속열차를 탔다.",
    "MOU를 맺었다.",
    "EX 시리즈 신제품이다.",
    "여의도 IFC에서 만났다.",
    "경제동반자협정(EPA) 협상이 끝났다.",
    "KIND라는 단어를 배웠다.",
    "ICC 규칙에 따라 중재한다.",
    # no foreign body
    "미국 정부와 중국 당국이 맞섰다.",
    "바이든 행정부가 바뀌었다.",
    "미국 서부와 중국 동부에 눈이 온다.",
    "인도 남부에서 홍수가 났다.",
    "베트남 지도부가 바뀌었다.",
    "독일의 요청으로 모였다.",
    "중국 거래처와 계약했다.",
    "인공지능정부실장이 말했다.",
    "AI 중소벤처 제조 혁신을 돕는다.",
    "세르비아 전자정부 사업에 참여한다.",
    "중국 산둥성에서 열렸다.",
    "영업본부장과 인력정책본부장이 왔다.",
    "각국 대사관이 모였다.",
    "주요 대사관 관계자가 왔다.",
    "재외공관과 현지 대사관에 알린다.",
    "부산 예술의전당과 당 선관위가 알렸다.",
    "이사회 대북제재위원회가 모였다.",
    "대한국민항공사가 첫 비행을 했다.",
    "부처의 적극행정위원회가 심의했다.",
    "타지키스탄 경제에너지협력공동위원회가 열렸다.",
    "국가법령정보센터에서 조문을 찾는다.",
    "대구와 경북의 확진자가 줄었다.",
]

MARK = re.compile(r"\[([^\]]+)\]")


def found_in(text: str, published: str | None = None) -> list[Agency]:
    return agencies.find(Reading.of(Document(text, published)))


def marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and the ranges that they marked."""
    ranges: list[tuple[int, int]] = []
    text, last = "", 0
    for match in MARK.finditer(sentence):
        text += sentence[last : match.start()]
        ranges.append((len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return text + sentence[last:], ranges


def label(agency: Agency) -> str:
    if agency.agency_id:
        return agency.agency_id
    return f"={agency.name.replace(' ', '_')}" if agency.name else "?"


@pytest.mark.parametrize(("published", "sentence", "expected"), EXAMPLES)
def test_example(published: str, sentence: str, expected: str) -> None:
    text, ranges = marked(sentence)
    found = found_in(text, published)
    assert [(text[a.start : a.end], label(a)) for a in found] == [
        (text[start:end], name) for (start, end), name in zip(ranges, expected.split(), strict=True)
    ]
    assert [(a.start, a.end) for a in found] == ranges


@pytest.mark.parametrize(("published", "sentence", "names"), SENTENCES)
def test_sentence(published: str, sentence: str, names: str) -> None:
    text, ranges = marked(sentence)
    found = found_in(text, published or None)
    expected = [
        text[start:end] if name == "=" else "" if name == "?" else name
        for (start, end), name in zip(ranges, names.split(";"), strict=True)
    ]
    assert [(a.start, a.end) for a in found] == ranges
    assert [(a.name or "").replace(" ", "") for a in found] == [name.replace(" ", "") for name in expected]


@pytest.mark.parametrize("sentence", NOTHING + NO_SENTENCES)
def test_nothing(sentence: str) -> None:
    assert [(a.text, a.rule) for a in found_in(sentence, "2022-04-04")] == []


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["expect"] != "optional"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['no']}-{row['surface']}")
def test_sentence_of_the_gazetteer(row: dict[str, str]) -> None:
    start = int(row["start"])
    end = start + len(row["surface"])
    there = [a for a in found_in(row["sentence"], row["published"]) if (a.start, a.end) == (start, end)]
    if row["expect"] in {"none", "grouping"}:
        assert not there
    else:
        assert [(a.name, a.agency_id or "") for a in there] == [(row["name"] or None, row["agency_id"])]


def test_an_agency_knows_its_kind_and_who_it_is_today() -> None:
    (agency,) = found_in("기재부가 예산안을 냈다.", "2020-08-31")
    assert (agency.name, agency.kind, agency.country) == ("기획재정부", "central", None)
    assert set(agency.current_ids) == {"mofe-2026", "mpb-2026"}
    assert agency.rule == "agency.short"
    assert agency.certain


def test_a_name_of_the_past_is_told_by_its_rule_and_not_certain() -> None:
    (agency,) = found_in("옛 행정자치부의 서식이다.", "2020-08-31")
    assert (agency.rule, agency.certain, agency.current_ids) == ("agency.past", False, ("mois-2017",))


@pytest.mark.parametrize(
    ("published", "agency_id", "certain"), [(None, "mois-2017", False), ("2009", "mopas-2008", True)]
)
def test_a_date_of_little_precision_or_none(published: str | None, agency_id: str, certain: bool) -> None:
    (agency,) = found_in("행안부가 나섰다.", published)
    assert (agency.agency_id, agency.certain) == (agency_id, certain)


def test_a_year_in_which_the_name_changed_hands_is_not_certain() -> None:
    (agency,) = found_in("국토부가 나섰다.", "2013")
    assert not agency.certain


def test_a_name_of_several_bodies_has_none_and_says_why() -> None:
    (agency,) = found_in("고성군이 어항을 고친다.", "2022-04-04")
    assert (agency.name, agency.agency_id, agency.certain) == (None, None, False)
    assert agency.reason == "several bodies have this name"


def test_a_city_keeps_the_name_of_its_province_of_the_day() -> None:
    (before,) = found_in("전주시가 길을 고친다.", "2020-04-04")
    (after,) = found_in("전주시가 길을 고친다.", "2025-04-04")
    assert (before.name, after.name) == ("전라북도 전주시", "전북특별자치도 전주시")
    assert before.agency_id == after.agency_id


def test_an_alias_holds_only_after_its_definition() -> None:
    text = "기재위에서 다룬다. 기술자재위원회(이하 기재위)가 모였다. 기재위는 끝났다."
    assert [a.rule for a in found_in(text, "2022-04-04") if a.text == "기재위"][1:] == ["agency.alias"] * 2


def test_a_foreign_body_has_its_country() -> None:
    (agency,) = found_in("프랑스 재무부가 초안을 냈다.", "2022-04-04")
    assert (agency.kind, agency.country, agency.name) == ("foreign", "FR", "프랑스 재무부")


def test_offsets_are_those_of_the_text() -> None:
    text = "이날 행정안전부·소방청은 훈련했다."
    for agency in found_in(text, "2022-04-04"):
        assert text[agency.start : agency.end] == agency.text


def test_every_full_name_that_is_emitted_is_found_in_its_period() -> None:
    """Each living body of the list is found under its full name, as subject of a sentence."""
    missed = []
    for body in gazetteer().bodies.values():
        if body.emit != "agency" or body.until is not None or body.name.startswith("국회 "):
            continue
        text = f"이번에 {body.name} 관계자가 답했다."
        if not any(body.name.endswith(text[a.start : a.end]) for a in found_in(text, "2026-11-01")):
            missed.append(body.name)
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "행정안전부" * 20_000,
        "가" * 100_000,
        "위원회·" * 25_000,
        "미국 " * 33_000,
        "(EPA" * 25_000,
        "주한 " * 33_000,
        "국립" * 50_000,
        "서울시 강남구 " * 12_500,
        "부청처성원국" * 16_000,
        "(이하 " * 25_000,
        "상원 " * 33_000,
        "광주시는 " * 20_000,
        "고성군은 " * 20_000,
        "중국의 가나 나다 외교부 장관 " * 6_000,
        "(인니측) 상무부 " * 10_000,
        "일본 가나시는 " * 12_000,
        "국립 가나원가나원" * 11_000,
        "미국 국무부와 국방부와 " * 8_000,
        "경기도 소방본부 " * 11_000,
        "(원장 가나, 이하 " * 10_000,
        "미국(US) 국방부" * 10_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.process_time()
    found_in(text, "2022-04-04")
    assert time.process_time() - began < 3


#: Ministries whose names end like common words (교부, 원부, 학부, 거부) or are Korean ministries' names too.
ABROAD = (
    "외교부", "종교부", "천연자원부", "에너지광물자원부", "과학부", "주거부", "법무부", "국방부", "교육부", "재무부",
    "내무부", "환경부", "보건부", "노동부", "교통부", "정보통신부", "해양수산부", "산업통상부", "관세청", "통계청",
)  # fmt: skip


@pytest.mark.parametrize("name", ABROAD)
@pytest.mark.parametrize("country", ["오스트리아", "우즈베키스탄", "태국"])
def test_a_ministry_after_a_country_is_that_country_s(country, name):
    text = f"우리 대표단은 {country} {name}를 방문해 협력을 논의했다."
    (found,) = [mention for mention in extract(Document(text, "2025-11-22")) if mention.type == "agency"]
    assert (found.text, found.kind, found.agency_id) == (name, "foreign", None)
    assert found.name == f"{country} {name}"
