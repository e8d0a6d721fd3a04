"""Countries and regions: what must be found, with its code, and what must give nothing."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import countries
from extractors.countries.names import codes, members, name_ending_at, names
from extractors.countries.risks import risks
from extractors.countries.words import words
from extractors.lexicon import LexiconError, table
from extractors.mention import Agency, Country, Document, Mention, Region
from extractors.morphemes import analyse
from extractors.reading import Reading

#: Sentences with every country mention as ``[surface=code]``.
EXAMPLES = """
기재부는 올 상반기 안에 [중=CN] 인민은행을 찾는다.
대[미=US]·대[중=CN] 무역 적자가 줄었다.
[영=GB] 내무부가 비자 규칙을 바꿨다.
주[베트남=VN][한국=KR]대사관은 설명회를 열었다.
주[일본=JP][한국=KR]대사관에 문의한다.
[말레이지아=MY]와 협정을 맺었다.
[미국=US]산 소고기와 [호주=AU]산 양고기의 검역을 강화한다.
[일본=JP]인 관광객이 제주를 찾았다.
[중국=CN]발 미세먼지가 유입됐다.
[독일=DE]제 장비를 들여왔다.
[베트남=VN]행 항공편이 늘었다.
[영국=GB]계 투자사가 지분을 샀다.
[러시아=RU]군이 국경에 집결했다.
[태국=TH] 노동부와 인력 송출 협약을 맺었다.
우리 정부는 [우즈벡=UZ]과 공동위원회를 열었다.
[튀르키예=TR] 지진 피해 지역에 텐트를 보냈다.
[터키=TR] 앙카라에서 방산 회의가 열렸다.
[스와질란드=SZ]에서 [에스와티니=SZ]로 이름이 바뀌었다.
[콩고민주공화국=CD]과 [콩고공화국=CG]의 대표가 나란히 앉았다.
[적도기니=GQ], [기니비사우=GW], [기니=GN], [파푸아뉴기니=PG] 대표가 왔다.
[남수단=SS]과 [수단=SD] 난민을 돕는다.
[도미니카공화국=DO] 산토도밍고에 사무소를 연다.
[대한민국=KR] 정부와 [조선민주주의인민공화국=KP]이 서명했다.
[홍콩=HK]과 [마카오=MO]를 거쳐 [대만=TW]으로 간다.
[팔레스타인=PS] 가자지구에 의약품을 지원한다.
[UAE=AE]와 원전 협력을 넓힌다.
[USA=US]라고 적힌 상자를 압수했다.
[가나=GH]([Ghana=GH])와 [케냐=KE]([Kenya=KE]) 공무원이 왔다.
[북한=KP] 주민의 인권을 기록한다.
[남한=KR]과 [북한=KP]의 언어를 비교한다.
[일본=JP] 대표팀을 꺾었다.
주[한=KR] [영국=GB]대사관에서 설명회를 한다.
주[한=KR][독일=DE]대사와 만났다.
주[미=US][한국=KR]대사관이 문을 열었다.
떠오르는 경제 대국인 [인도=IN]와의 협력을 넓힌다.
국제적 현안에서 [호주=AU]의 역할이 크다.
여건을 고려하여 [몽골=MN]에 나무를 심는다.
주[미=US] [한국=KR]대사관이 안내문을 냈다.
주[러시아=RU] 대사가 부임했다.
주[베트남=VN] [대한민국=KR] 대사관이 문을 열었다.
[한=KR]-[우즈베키스탄=UZ] 정상회담을 준비한다.
[한=KR]·[미=US]·[일=JP] 3국 협력이 강화된다.
[한=KR][중=CN][일=JP] 정상회의가 서울에서 열린다.
[한=KR]․[일=JP]간 교류를 넓힌다.
[한=KR]-[캐=CA] 자유무역협정이 발효됐다.
[한=KR]-아세안 특별정상회의를 준비한다.
[한=KR]·EU 공동위원회가 열렸다.
[한=KR]·중앙아 협력포럼이 열렸다.
[미=US]·[중=CN] 무역갈등이 길어진다.
[미=US][중=CN] 패권 경쟁이 심해진다.
[북=KP][미=US] 정상회담이 결렬됐다.
[북=KP]·[중=CN]·[러=RU] 밀착을 경계한다.
[러=RU]·[우=UA] 전쟁이 길어진다.
[이=IL]·[팔=PS] 분쟁이 격화했다.
[한=KR][미=US] 동맹을 굳게 한다.
[한=KR][일=JP] 관계를 개선한다.
[한=KR][베=VN] 수교 기념 행사를 한다.
[한=KR]-[멕=MX] 수교를 기념한다.
[한=KR], [미=US], [일=JP] 3국이 성명을 냈다.
[한=KR] · [미=US] 연합훈련을 한다.
[한=KR]/[미=US] 동맹을 논의했다.
[영=GB]·[미=US] 양국이 합의했다.
[미=US] 재무부가 제재 명단을 냈다.
[미=US]재무부는 환율보고서를 냈다.
[미=US]국방부는 훈련 계획을 밝혔다.
[일=JP] 외무성은 항의했다.
정부는 [일=JP] 외무성에 유감을 전했다.
[중=CN] 외교부는 반박했다.
[러=RU] 국방부가 훈련을 알렸다.
[영=GB] 총리가 방[한=KR]한다.
[독=DE] 총리는 서명했다.
[미=US] FDA 승인을 받았다.
[미=US] 연방항공청이 점검했다.
[미=US] 하원 대표단이 왔다.
대[미=US] 수출이 늘었다.
대[중=CN] 무역적자가 줄었다.
대[일=JP] 청구권 협정을 논의했다.
대[러=RU] 제재에 동참한다.
대[북=KP] 제재를 이행한다.
대(對)[미=US] 투자를 늘린다.
대(對)[러시아=RU] 수출을 막는다.
對[中=CN] 수출이 줄었다.
방[한=KR] 외국인이 늘었다.
방[한=KR]한 대표단을 만났다.
방[미=US] 일정을 마쳤다.
방[일=JP] 기간에 총리를 만났다.
방[중=CN]을 앞두고 회의를 열었다.
방[북=KP] 승인을 신청했다.
주[중=CN] 대사를 불렀다.
주[일=JP] [한국=KR]대사관에서 열렸다.
주[한=KR] 외교단을 초청했다.
친[미=US] 정권이 들어섰다.
반[중=CN] 감정이 커졌다.
반[일=JP] 시위가 열렸다.
친[일=JP] 잔재를 청산한다.
재[일=JP]동포 사회를 지원한다.
재[미=US] 한인 과학자를 초청한다.
[미=US]군 기지를 반환받는다.
[미=US]측 대표단과 협의했다.
[일=JP]측은 자료를 냈다.
[美=US] 상무부가 조사를 시작했다.
[韓=KR][美=US] 정상이 만났다.
[미=US]([美=US]) 상무부는 판정을 미뤘다.
[韓=KR]·[中=CN] FTA 협상을 이어 간다.
[中=CN] 어선 두 척을 나포했다.
[日=JP] 총리가 방[한=KR]한다.
[일=JP]([日=JP]) 경제산업성과 협의했다.
「[칠레=CL]의 전통 직조」가 목록에 올랐다.
‘[자메이카=JM] 공무원 초청연수’를 했다.
[미국=US]과 [캐나다=CA], [멕시코=MX]가 합의했다.
[인도=IN]·[파키스탄=PK] 접경에서 충돌했다.
[한=KR]·[인도=IN] 포괄적경제동반자협정을 고친다.
[말리=ML]와 [니제르=NE], [차드=TD] 대표가 왔다.
[요르단=JO], [레바논=LB], [시리아=SY]를 순방한다.
[싱가폴=SG]과 [말레이시아=MY]를 찾는다.
[아르헨=AR] 정부가 채무 조정을 요청했다.
[네덜란드=NL] 헤이그에서 재판이 열렸다.
[과테말라=GT]·[온두라스=HN]·[니카라과=NI] 등 8개국이 참여했다.
[태국=TH]·[라오스=LA] 국경이 닫혔다.
[미국=US] 워싱턴에서 만났다.
[북한=KP]산 석탄을 실은 배를 억류했다.
[뉴질랜드=NZ] 오클랜드행 배가 떠났다.
[코소보=XK] 총리가 참석했다.
[오스트리아=AT] 빈에서 회의를 연다.
[쿠웨이트=KW], [카타르=QA], [오만=OM]을 찾는다.
[몰타=MT]와 [키프로스=CY]가 가입했다.
[피지=FJ] 정부와 기후 협력을 맺었다.
[부탄=BT] 총리가 방[한=KR]했다.
[일 본=JP] 정부 대표단이 왔다.
[중 국=CN] 정부는 발표를 미뤘다.
[미 국=US] 대사관에 서한을 보냈다.
[동티모르=TL]와 [인도네시아=ID]를 돕는다.
[에티오피아=ET]산 커피콩을 수입한다.
[한국=KR] 기업이 [프랑스=FR] 전시회에 참가한다.
[한국=KR]산 김이 인기다.
[한국=KR]계 과학자가 상을 받았다.
[중국=CN]어선 두 척이 달아났다.
[러시아=RU]·[우크라이나=UA] 전쟁이 끝나지 않았다.
[수단=SD]에 체류하던 우리 국민이 육로로 국경을 넘어 [이집트=EG]에 도착했다.
유엔은 [수단=SD]의 인도주의 위기가 심각하다고 경고했다.
정부 특사는 [에티오피아=ET]와 [수단=SD]을 차례로 찾았다.
[수단=SD] 출신 유학생이 졸업식에서 대표로 인사했다.
정부는 [가나=GH]와 이중과세방지협정을 체결했다.
[가나=GH]에서 온 연수생들이 새마을운동 발상지를 둘러봤다.
올해 협력 대상국은 [베트남=VN], [가나=GH], [페루=PE]이다.
[이란=IR]은 국제원자력기구의 사찰을 다시 받아들이기로 했다.
외교부는 [이란=IR]에 대한 여행경보를 3단계로 올렸다.
[미국=US]이 [이란=IR]산 원유 수입을 금지했다.
[오만=OM] 정부와 수소 사업 개발 계약을 체결했다.
청해부대는 [오만=OM] 살랄라항에서 군수품을 실었다.
정부는 [사우디아라비아=SA], [오만=OM], [카타르=QA] 항로를 우회하도록 권고했다.
[인도=IN]와의 교역액이 250억 달러를 넘었다.
정부는 [인도=IN]에 무역사절단을 파견한다.
[미국=US], [일본=JP], [호주=AU], [인도=IN]가 참여하는 협의체다.
국내 기업의 [인도=IN] 진출을 돕는 지원센터를 열었다.
[인도=IN] 출신 연구원이 반도체 소자를 개발했다.
[차드=TD]에 있는 난민 캠프에 식수를 지원한다.
[프랑스=FR]군이 [말리=ML]에서 철수했다.
유엔은 [말리=ML]와 [콩고민주공화국=CD]의 임무단을 줄인다.
외교부 장관은 [조지아=GE] 외교장관과 통화했다.
우리 기업이 [조지아=GE] 수력발전소를 준공했다.
[통가=TO]에 긴급구호대를 보내기로 했다.
[기니=GN] 정부는 철광석 개발에 참여할 기업을 찾는다.
정부는 [기니=GN]와 [시에라리온=SL]에 백신을 지원한다.
[모나코=MC]에서 열린 국제수로기구 총회에 대표단을 보냈다.
정부는 [모나코=MC]와 조세 정보를 교환한다.
[쿠바=CU]에 상주 공관을 연다.
[대만=TW]에서 규모 7.2의 지진이 발생했다.
정부는 [대만=TW]산 파인애플의 통관을 재개했다.
[네팔=NP]에서 온 계절근로자가 공항에 도착했다.
[칠레=CL]와 자유무역협정을 개선하기로 했다.
[가봉=GA] 수도에서 총성이 들려 교민에게 외출 자제를 당부했다.
정부는 [가봉=GA]에 소방차를 기증했다.
[토고=TG] 대사가 시장을 예방했다.
[베냉=BJ]에 직업훈련원을 짓는다.
정부는 [팔라우=PW]에 의약품을 보냈다.
정부는 [요르단=JO]에 [시리아=SY] 난민 지원금을 냈다.
[레바논=LB] 파병 부대의 교대식이 열렸다.
[시리아=SY] 북부에서 규모 6의 지진이 났다.
[바레인=BH]에서 열린 안보대화에 참석했다.
[니제르=NE] 쿠데타 세력이 국경을 닫았다.
[콩고=CD] 동부에서 반군이 공격을 이어갔다.
[북한=KP]은 담화에서 [조선=KP]의 자주권을 침해하지 말라고 했다.
[타이=TH] 정부 대표단이 방[한=KR]했다.
[호주=AU]는 희토류 공급을 늘리기로 했다.
[몽골=MN]에 나무를 심는 사업을 이어간다.
[인니=ID]와 공동 개발하는 전투기의 분담금을 조정한다.
[미=US] 상원이 법안을 가결했다.
[중=CN] 상무부는 수출 통제 품목을 발표했다.
[일=JP] 방위성은 미사일이 낙하했다고 밝혔다.
[영=GB] 국방장관이 판문점을 찾았다.
[러=RU] 국방부는 훈련을 예고했다.
[페루=PE]와 방산 협력 양해각서를 맺었다.
[그리스=GR] 선사가 유조선을 주문했다.
[아이티=HT] 지진 피해 복구를 도왔다.
[수단=SD]에 두고 온 가족을 걱정하는 난민의 이야기를 들었다.
정부는 [수단=SD]의 휴전 합의를 환영한다고 밝혔다.
[한국=KR] 기업이 [가나=GH]에 태양광 발전소를 세운다.
[가나=GH] 아크라 항만의 통관 체계를 손봤다.
정부는 [이란=IR] 측에 선원 석방을 요구했다.
[이란=IR]과 [이스라엘=IL]의 충돌로 유가가 뛰었다.
[오만=OM]과 [이란=IR]이 해상 훈련을 했다.
우리 선박이 [오만=OM] 인근 해상에서 표류했다.
[인도=IN]는 세계에서 인구가 가장 많다.
[인도=IN]에서 온 유학생이 늘었다.
대통령은 [인도=IN]를 거쳐 귀국한다.
[프랑스=FR]와 [차드=TD]가 군사협정을 끝냈다.
[말리=ML]에 주둔하던 병력이 떠났다.
[조지아=GE]와 경제동반자협정을 타결했다.
[기니=GN] 코나크리 항에 병원선이 도착했다.
[쿠바=CU]와의 수교로 교역이 늘 것으로 보인다.
[대만=TW] 여행객이 부산을 많이 찾는다.
도주한 피의자의 인도를 [미국=US] 법원에 요청했다.
[미국=US]에서 온 리차드 교수가 강연을 맡았다.
현대차는 [미국=US] 조지아에 전기차 공장을 지었다.
[나이지리아=NG] 니제르델타 지역에서 송유관이 터졌다.
[미국=US] 남부 조지아에 진출한 부품사를 지원한다.
킨샤사에서 [콩고=CD] 보건부와 만났다.
야구선수를 보낸 [도미니카=DO] 대표단이 왔다.
[인도네시아=ID]와 협정을 맺었다.
""".strip().splitlines()

#: Sentences without any country mention.
NOTHING = """
한국전통문화전당에서 공예 수업을 연다.
한국민속촌 입장권을 나눠 준다.
옛 체코슬로바키아의 기록이다.
체코슬로바키아에서 만든 버스가 전시됐다.
영어와 중국어, 독일어로 안내한다.
국내 시장과 자국 산업을 지킨다.
유럽과 동남아, 중동을 찾는다.
한국은행이 금리를 내렸다.
대한항공 여객기가 회항했다.
한국전쟁 참전용사를 초청했다.
러시아월드컵 예선을 치렀다.
일본뇌염 예방접종을 한다.
미국 독립기념일 행사가 열렸다.
한국전력공사와 한국도로공사가 협약했다.
대한상공회의소가 조사했다.
한국숲사랑청소년단이 나무를 심었다.
한국드론기업연합회가 건의했다.
한미약품이 신약을 냈다.
한일시멘트 공장을 점검했다.
한미반도체 주가가 올랐다.
한국어 교육을 돕는다.
한국일보가 보도했다.
소련과 로마 제국의 역사를 배운다.
고구려 벽화를 복원한다.
한반도 평화를 기원했다.
북미 시장을 공략한다.
불측의 피해를 막는다.
중미 핵심 협력국을 찾는다.
눈이 쌓인 인도를 치운다.
북미 지역 판매가 늘었다.
중미 국가와 협력한다.
남중국해에서 훈련했다.
동중국해 파도가 높다.
인도양과 인도차이나를 잇는다.
인도·태평양 전략을 발표했다.
인태 지역 협력을 넓힌다.
요르단강 서안의 역사를 배운다.
북한강 자전거길을 달린다.
북한산 국립공원에서 구조 훈련을 했다.
남한산성 행궁을 연다.
남한강 수질을 잰다.
조지아주 주지사를 만났다.
스페인독감의 교훈을 다뤘다.
터키석 반지를 찾았다.
이태리타월을 나눠 줬다.
캐나다구스 매장을 점검했다.
그리스도교 유적을 발굴했다.
그리스 신화를 읽었다.
카타르시스를 느꼈다.
올리비아 핫세가 출연했다.
독일월드컵의 추억을 나눴다.
스위스치즈 모형으로 설명했다.
덴마크우유를 마셨다.
타이어를 교체했다.
타이베이에서 공연했다.
넥타이를 풀었다.
통가죽 가방을 판다.
토고미 마을을 찾았다.
가나초콜릿을 나눴다.
오만 가지 생각이 들었다.
부탄가스 사고를 막는다.
피지컬 인공지능을 개발한다.
몽골텐트를 쳤다.
몽골반점이 남아 있다.
호주머니를 털었다.
호주제 폐지를 기념했다.
태국기를 흔들었다.
동네 중국집에서 밥을 먹었다.
이중국적 문제를 다뤘다.
우편집중국을 찾았다.
취미국악 강좌를 연다.
운영국장이 설명했다.
방영국가를 늘렸다.
감독일지를 썼다.
단독일정을 마쳤다.
통일본부를 세웠다.
휴일본부에 모였다.
시대만 달라졌다.
최대만 쓸 수 있다.
참가봉사자를 모은다.
리차드 박사가 왔다.
한·영 통역을 지원한다.
한·중·일·영 4개 언어로 안내한다.
한·영 자막을 단다.
영·중·일어 안내문을 붙인다.
일·가정 양립을 돕는다.
일·생활 균형을 지원한다.
중·대형 병원을 점검한다.
중·소형 선박을 점검한다.
초·중·고 학생이 참여한다.
대중교통을 이용한다.
대중문화를 알린다.
대중 앞에서 연설했다.
미·적용 사업장을 찾는다.
한·양방 협진을 한다.
불·편 사항을 적는다.
호·불호가 갈린다.
인·허가 절차를 줄인다.
영·호남 교류를 넓힌다.
영·유아 검진을 한다.
북부와 북구, 전북을 잇는다.
미중년 배우가 나왔다.
일중 운동을 한다.
한 중 하나를 고른다.
이 중 일부를 고친다.
방한복을 나눠 줬다.
방한 용품을 지원한다.
방한대책을 세운다.
주중에는 문을 닫는다.
1주일 동안 쉰다.
주일 예배를 본다.
친한 친구를 만났다.
반일 휴가를 쓴다.
첫눈에 반한 사람이다.
재미있는 놀이다.
재중년 세대를 돕는다.
탄소중립에 대한 투자를 늘린다.
대한 추위가 찾아왔다.
대미를 장식했다.
대일밴드를 붙였다.
미 이행 과제를 점검한다.
미 신고 시설을 찾는다.
미 제출 자료를 받는다.
미 시행 사업을 접는다.
미성년자를 보호한다.
미분양 주택을 산다.
일 최대 강수량을 쟀다.
일 평균 이용객이 는다.
일 처리 속도를 높인다.
3월 1일 기념식을 한다.
5日 발표한다.
25일(日)에 쉰다.
회의 中 발표한다.
1월 日평균 거래량이다.
회의 중 국장이 답했다.
검토 중 국회에 냈다.
공사 중일 때는 돌아간다.
이미 국회를 통과했다.
2일 본회의를 연다.
관계자 한 국장이 왔다.
영 점 오 도 올랐다.
신청하러 온 주민이다.
중 3 학생이 왔다.
인 허가를 받는다.
홍콩달러로 바꿨다.
호주달러가 올랐다.
US$ 100을 냈다.
IT 기업과 DE 등급을 다룬다.
「한미 상호방위조약의 이행에 관한 특별법」을 고친다.
주먹구구식 행정을 고친다.
기대만큼 좋아졌다.
어린이란 말을 만들었다.
지리산 둘레길을 걷는다.
정말 좋은 정책이다.
파란 하늘을 보았다.
학생들이 히라가나를 배운다.
방글방글 웃는 아이를 그렸다.
칠레마을이라는 식당이 문을 열었다.
시리아테크가 상장했다.
바레인코트를 샀다.
요르단체육관을 빌렸다.
파리협정을 이행한다.
도쿄와 베이징을 오간다.
드론은 산불을 조기에 발견하는 효과적인 수단으로 꼽힌다.
수단과 방법을 가리지 않고 체납액을 징수하겠다고 했다.
전화와 문자 외에 다른 연락 수단이 없는 가구를 찾는다.
불법 광고물 제거를 위해 행정력과 법적 수단을 모두 쓰기로 했다.
참가 업체는 가나다 순으로 배치했다.
학생들은 히라가나와 가타카나를 먼저 배운다.
그는 일이 어떻게 되어 가나 지켜보았다.
젊은 세대가 농촌으로 돌아가나 정착률은 낮다.
탄소중립이란 배출량과 흡수량을 같게 만드는 것이다.
'늘봄학교'란 무엇이고 '돌봄교실'이란 무엇인지 설명했다.
그는 평생 친구란, 이웃이란 말을 소중히 여겼다.
입장료는 어른 오만 원, 어린이 삼만 원이다.
그의 오만이 화를 불렀다는 비판이 나왔다.
권력의 오만을 견제하는 것이 언론의 일이라고 했다.
행사에는 오만 명이 넘는 관람객이 다녀갔다.
상가 앞 인도에 무단으로 쌓은 물건을 치웠다.
빙판이 된 인도에서 넘어지는 사고가 잇따랐다.
발주처에 잠수함을 인도하는 행사를 열었다.
계약서에 적힌 인도 날짜를 두 달 넘겼다.
길을 잃은 등산객을 안전한 곳으로 인도했다.
좁은 인도 때문에 휠체어가 지나기 어렵다.
차드 존슨 연구원은 결과를 학술지에 실었다.
감을 깎아 처마에 매달아 말리면 곶감이 된다.
아무도 그를 말리지 못했다.
오징어를 말리느라 바쁜 어민을 도왔다.
조지아주 서배너 항만이 확장된다.
트럼프 후보는 조지아와 애리조나에서 앞섰다.
교통가변차로 운영 시간을 조정한다.
소고기 통가슴살을 구웠다.
실험실에서는 기니피그 대신 세포를 쓴다.
길이 미끄럽기니 조심하라는 방송이 나왔다.
모나코 스파 찜질방이 리모델링을 마쳤다.
모나코 빌라 301호에서 불이 났다.
스쿠바다이버 자격증 과정을 연다.
쿠바 리브레 칵테일을 만드는 법을 배웠다.
버스 두 대만 운행한다.
이용자의 최대만족을 목표로 한다.
네 팔을 벌려 원을 만들었다.
뮤지컬 칠레의 봄이 막을 올린다.
예복은 가봉을 두 번 한 뒤 완성한다.
새 제복의 가봉이 끝나 다음 주에 지급한다.
국토고도화 계획을 세웠다.
공방 베냉아트가 체험 교실을 연다.
수영복 상표 팔라우가 소송에 휘말렸다.
성지순례단은 요르단강에서 세례식을 재현했다.
맛집으로 소문난 레바논 레스토랑이 폐업했다.
모델 시리아가 화보를 찍었다.
칵테일 바 레인보우에서 화재가 났다.
인절미에 콩고물을 묻혔다.
조선 후기 백자가 공개된다.
조선업 밀집 지역의 고용을 돕는다.
두 팀은 승점이 같아 타이를 이뤘다.
여름에는 타이를 매지 않고 근무한다.
호주제 폐지 이후 가족관계등록부가 도입됐다.
몽골의 침략에 맞선 삼별초의 유적을 발굴했다.
도미니카 수녀회가 복지관을 운영한다.
미 제출 서류는 보완해야 한다.
미 활용 공간을 주민에게 돌려준다.
수사 중 경찰에 자수했다.
재학 중 대학에서 장학금을 받았다.
회의 중 정부 대표단이 자리를 떴다.
15일 정부는 대책을 발표했다.
일 배출량을 줄이기로 했다.
맡은 일 정부에서 도와줄 것이다.
영 시장은 반응이 없다.
서류를 내러 의회에 갔다.
한국환경산업기술원은 공모를 시작했다.
일본뇌염 주의보가 내려졌다.
근무 중 국방부 직원이 다쳤다.
도시운영국은 시설을 점검했다.
시설 감독 일지를 적었다.
생태국가정원을 찾는 관광객이 늘었다.
이미 국회 문턱을 넘었다.
피지 분비가 늘면 여드름이 생긴다.
부탄 캔을 흔들지 않는다.
베어링에 그리스를 바른다.
아이티 기업이 모인 단지다.
오만하다는 평을 들었다.
한국장학재단 누리집에서 신청한다.
주민 소통의 수단을 온라인으로 넓혔다.
가격 통제는 마지막 수단이어야 한다고 말했다.
사제는 긴 수단 차림으로 미사를 집전했다.
개인형 이동 수단의 속도를 제한한다.
학교에 가나 집에 있나 마찬가지라고 했다.
언제 끝나가나 싶던 공사가 마무리됐다.
참석자(가나다순)는 다음과 같다.
봉사란 나눔이고, 정책이란 약속이다.
'안심귀갓길'이란 이름을 붙였다.
"혁신"이란 단어를 스무 번 썼다.
벌금 오만원을 부과했다.
오만과 편견을 버리고 대화해야 한다.
상금은 십오만 원이다.
오만 걱정을 다 하게 된다.
킥보드가 인도를 달리다 사람을 쳤다.
인도 한가운데에 세운 입간판을 철거한다.
새 차의 인도가 6개월 밀렸다.
법원은 부동산을 인도하라고 판결했다.
범죄인인도조약에 서명했다.
양떼를 인도하는 목자의 그림이다.
도로와 인도 사이에 난간을 놓았다.
눈이 쌓인 인도를 주민들이 쓸었다.
밴드 리더 차드가 내한했다.
리차드 기어가 출연했다.
빨래를 말리고 개는 봉사를 했다.
말리는 시누이가 더 밉다는 말이 있다.
조지아 주립대와 교환학생 협정을 맺었다.
캔커피 조지아의 광고를 내렸다.
전통가무 공연이 이어졌다.
소통가로등을 설치했다.
값이 비싸기니 살 사람이 없다.
모나코 정장 매장에서 할인 행사를 한다.
AS 모나코로 이적한 공격수가 부상했다.
스쿠바 강습생을 모집한다.
택시 서너 대만 남았다.
참가자 대만족을 이끌어 냈다.
로봇의 네 팔이 동시에 움직였다.
카페 칠레에서 만났다.
연필로 색칠레슨을 한다.
신랑 정장 가봉 날짜를 잡았다.
재단사가 가봉한 옷을 손질했다.
가봉 상태의 무대 의상을 공개했다.
동네 검토고문을 위촉했다.
화가 베냉의 개인전이 열린다.
팔라우 찜질방이 영업을 시작했다.
요르단 교수가 특강을 했다.
레바논 치킨이 배달 앱에 입점했다.
가수 시리아의 새 앨범이 나왔다.
바레인 캐릭터 인형을 판매한다.
니제르강 삼각주의 생태를 연구했다.
비건 콩고기 버거를 시식했다.
조선의 화가 김홍도를 조명한다.
국내 조선 빅3가 수주를 늘렸다.
고조선 유물이 전시된다.
세계 타이 기록을 세웠다.
보타이를 맨 신사가 등장했다.
호적등본의 호주 성명을 확인한다.
보호주간 행사를 연다.
몽골군의 침입으로 탑이 불탔다.
그게 사실인니 하고 물었다.
도미니카 성인의 축일 미사를 드렸다.
미 응시자는 결시로 처리한다.
미 준공 건물을 점검한다.
미·초과 구간을 나누었다.
공사 중 군인이 다쳤다.
협의 중 법원 판결이 나왔다.
중·소형 선박을 점검한다.
일 국회의원이 할 수 있는 것이 아니다.
5일 국회 본회의에서 통과됐다.
일·생활 균형을 돕는다.
영 의원이 발의했다.
한국가스안전공사가 점검한다.
한 국회의원이 질의했다.
논의 중 국토부가 자료를 냈다.
이미 국내에 들어온 품종이다.
경영국장은 자료를 냈다.
고독일지라는 소설이 나왔다.
동태국밥을 나누었다.
생일 본 행사는 저녁에 열린다.
시멘트 몰타르를 발랐다.
아이티센터를 짓는다.
프로판과 부탄을 섞은 연료다.
그리스 주입구를 청소한다.
솔로몬의 지혜가 필요하다.
고려 말기 불상이 지정됐다.
현장 여건을 고려해야 한다.
""".strip().splitlines()

#: Sentences with every region mention as ``[surface=name]``.
REGIONS = """
[동남아=동남아시아]와 [중앙아=중앙아시아], [중남미=중남미] 공무원을 초청한다.
[유럽=유럽]과 [북미=북미] 시장을 넓힌다.
[흑해 연안=흑해 연안] 국가와 협력한다.
[G7=주요 7개국]과 [G20=주요 20개국] 의장국을 맡는다.
[APEC=아시아태평양경제협력체] 정상회의를 연다.
[중동=중동] 정세를 점검한다.
[태평양 도서국=태평양 도서국]에 배를 보낸다.
한-[아프리카=아프리카] 정상회의를 연다.
[인도·태평양=인도·태평양] 전략을 알린다.
[동남아=동남아시아] 순방길에 오른다.
[중동=중동] 정세가 불안하다.
[중동=중동]산 원유를 들여온다.
[유럽=유럽]산 치즈를 판다.
[북미=북미] 시장을 넓힌다.
[중남미=중남미] 국가와 협력한다.
[아프리카=아프리카] 청년을 초청한다.
[중앙아시아=중앙아시아] 5개국과 만난다.
[서유럽=서유럽]과 [동유럽=동유럽]을 잇는다.
[북유럽=북유럽] 복지를 배운다.
[동북아=동북아시아] 평화를 논한다.
[아태=아시아·태평양] 지역 협력이다.
[인도·태평양=인도·태평양] 전략을 낸다.
[인도-태평양=인도·태평양] 경제프레임워크에 들었다.
[인태=인도·태평양] 지역을 본다.
[카리브=카리브] 국가와 손잡는다.
[남미=남미]에 진출한다.
[대양주=대양주] 국장을 만났다.
[오세아니아=대양주]를 돈다.
[걸프=걸프] 국가와 협력한다.
[발칸=발칸] 국가를 순방한다.
[코카서스=코카서스] 3국을 찾는다.
[발트 3국=발트 3국]을 찾는다.
[베네룩스=베네룩스] 3국이다.
[G7=주요 7개국] 정상회의에 간다.
[G20=주요 20개국] 재무장관회의다.
[APEC=아시아태평양경제협력체] 정상이 온다.
[브릭스=브릭스] 회원국이다.
[믹타=믹타] 외교장관회의다.
[한반도=한반도] 비핵화를 논한다.
[메콩=메콩] 5개국과 협력한다.
[태평양도서국=태평양 도서국] 정상이 왔다.
[라틴아메리카=중남미]를 찾는다.
[아시아=아시아]와 [유럽=유럽]을 잇는다.
[유라시아=유라시아] 대륙을 달린다.
[구주=유럽] 국장을 만났다.
[서남아=남아시아] 국가다.
[사헬 지역=사헬]이 불안하다.
[북아프리카=북아프리카]로 간다.
[남아시아=남아시아]에 홍수가 났다.
[동아시아=동아시아] 정상회의가 열렸다.
[미주=미주] 대륙을 돈다.
[미주=미주] 한인회를 만났다.
[인도차이나=인도차이나] 반도를 돈다.
[중화권=중화권] 관광객이다.
[아랍권=아랍권] 국가다.
""".strip().splitlines()

NO_REGION = """
아시아나항공 여객기가 떴다.
아프리카돼지열병을 막는다.
북미 정상회담이 열렸다.
부천 중동역에서 만난다.
아프리카TV 방송을 봤다.
유럽연합은 규제를 늦췄다.
유럽중앙은행이 금리를 내렸다.
아시아나항공이 합쳤다.
아시아경제가 보도했다.
아시아개발은행 총재다.
아시아선수권에서 이겼다.
아프리카개발은행 총재다.
아프리카TV를 봤다.
중동역에서 내렸다.
부천시 중동에 산다.
중동고가 이겼다.
중동호흡기증후군이 돌았다.
북미대화가 끊겼다.
유럽우주국과 협력한다.
남미륵사지를 찾았다.
강남미술관이 문을 열었다.
남미숙 씨가 왔다.
경남미래교육원이다.
북미션을 마쳤다.
한미주식회사다.
미주신경이 놀랐다.
미주알고주알 캐물었다.
구주피해를 막는다.
친구주소를 적었다.
발칸포를 쐈다.
걸프렌드를 만났다.
걸프전을 다뤘다.
""".strip().splitlines()

_MARKED = re.compile(r"\[([^\]=]+)=([^\]=]+)\]")
_FREE = re.compile(r"\{([^}]*)\}")
TABLES = Path(__file__).with_name("tables")


def read(text: str, agencies: list[Agency] | None = None) -> list[Mention]:
    """The mentions of a text, its doubtful sentences analysed as the engine does."""
    reading = Reading.of(Document(text))
    for start, end in {reading.sentence_at(offset) for offset in countries.doubts(reading)}:
        morphemes = next(analyse([reading.text[start:end]]))
        reading.analysed[start, end] = tuple(
            replace(morpheme, start=morpheme.start + start, end=morpheme.end + start)
            for morpheme in morphemes
        )
    return countries.find(reading, agencies or [])


def marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence without its marks, and the ranges that they gave."""
    text, spans, end = "", [], 0
    for found in _MARKED.finditer(line):
        text += line[end : found.start()]
        spans.append((len(text), len(text) + len(found.group(1)), found.group(2)))
        text += found.group(1)
        end = found.end()
    return text + line[end:], spans


def found_countries(text: str) -> list[tuple[int, int, str]]:
    return sorted((m.start, m.end, m.code) for m in read(text) if isinstance(m, Country))


@pytest.mark.parametrize("line", EXAMPLES)
def test_country_is_found_with_its_span_and_code(line: str) -> None:
    text, expected = marked(line)
    assert found_countries(text) == expected


def lines(name: str) -> list[object]:
    """The lines of a table as parameters, named by their phenomenon."""
    phenomena = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))
    return [pytest.param(line, id=f"{what}: {line}") for what, listed in phenomena.items() for line in listed]


@pytest.mark.parametrize("line", [*lines("countries"), *lines("no_countries")])
def test_nothing_but_the_marked_countries(line: str) -> None:
    """{…} of a line may be found or not."""
    free = [found.group(1) for found in _FREE.finditer(line)]
    text, expected = marked(_FREE.sub(r"\1", line))
    found = [one for one in found_countries(text) if not any(text[one[0] : one[1]] in span for span in free)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_a_country(text: str) -> None:
    assert found_countries(text) == []


@pytest.mark.parametrize("line", REGIONS)
def test_region_is_found_with_its_name(line: str) -> None:
    text, expected = marked(line)
    assert sorted((m.start, m.end, m.name) for m in read(text) if isinstance(m, Region)) == expected


@pytest.mark.parametrize("text", NO_REGION)
def test_nothing_is_a_region(text: str) -> None:
    assert [m.text for m in read(text) if isinstance(m, Region)] == []


def test_groupings_know_their_members() -> None:
    (g7,) = [m for m in read("G7 회의") if isinstance(m, Region)]
    assert g7.codes == ("CA", "DE", "FR", "GB", "IT", "JP", "US")
    assert "VN" in members("region_press", "동남아")


def _homographs() -> Iterator[tuple[str, bool, str]]:
    """Codes that a sentence may have, whether it must have one, and the sentence."""
    columns = ("surface", "type", "reading_as_country", "examples_country", "examples_other")
    for row in table("homographs", *columns):
        if row["type"] != "country":
            continue
        for text in row["examples_country"].split(" || "):
            yield row["reading_as_country"], row["reading_as_country"] != "-", text
        for text in row["examples_other"].split(" || "):
            yield row["reading_as_country"], False, text


def test_homographs_are_read_as_meant() -> None:
    """One sentence may be wrong: its name has lost its first syllable, and nothing in it is a name."""
    rows = list(_homographs())
    wrong = [
        text
        for code, expected, text in rows
        if any(m.code in code.split(";") for m in read(text) if isinstance(m, Country)) is not expected
    ]
    assert len(rows) > 440 and len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("미국 환경보호청", 2, (0, "US")),
        ("미 재무부", 1, (0, "US")),
        ("미재무부", 1, (0, "US")),
        ("美 상무부", 1, (0, "US")),
        ("터키 외교부", 2, (0, "TR")),
        ("한·일 정상", 3, (2, "JP")),
        ("콩고민주공화국 정부", 7, (0, "CD")),
        ("남수단 정부", 3, (0, "SS")),
        ("장미 축제", 2, None),
        ("환경부", 2, None),
        ("", 0, None),
    ],
)
def test_name_that_ends_at_an_offset(text: str, end: int, expected: tuple[int, str] | None) -> None:
    assert name_ending_at(Reading.of(Document(text)), end) == expected


def _body(text: str, name: str) -> Agency:
    start = text.index(name)
    return Agency(
        start=start,
        end=start + len(name),
        text=name,
        rule="agency.name",
        agency_id=None,
        name=name,
        kind="central",
    )


def test_agency_hides_the_country_in_its_name_but_an_embassy_does_not() -> None:
    text = "러시아과학연구소와 주한 러시아대사관"
    agencies = [_body(text, "러시아과학연구소"), _body(text, "주한 러시아대사관")]
    found = [(m.start, m.text) for m in read(text, agencies) if isinstance(m, Country)]
    assert found == [(text.index("한 "), "한"), (text.rindex("러시아"), "러시아")]


def test_a_sure_reading_settles_the_doubtful_ones_of_the_same_text() -> None:
    text = "뉴델리에서 인도 총리를 만났다.\n인도 기업 열 곳이 함께했다.\n협력할 나라는 인도였다."
    assert [text[start:end] for start, end, _ in found_countries(text)] == ["인도"] * 3


def test_a_name_that_two_states_share_is_uncertain() -> None:
    (mention,) = [m for m in read("정부는 콩고에 약품을 보냈다.") if isinstance(m, Country)]
    assert (mention.code, mention.certain) == ("CG", False)


def test_find_refuses_a_doubt_that_was_not_analysed() -> None:
    reading = Reading.of(Document("그해 여름 오만은 뜨거웠다."))
    assert list(countries.doubts(reading))
    with pytest.raises(KeyError):
        countries.find(reading, [])


def test_sure_texts_need_no_analysis() -> None:
    reading = Reading.of(Document("미국과 한·베트남, 일본산 장비를 다룬다. 대미 수출과 방한 일정도 본다."))
    assert list(countries.doubts(reading)) == []


def test_word_lists_are_checked_when_read() -> None:
    with pytest.raises(LexiconError, match="no words of kind"):
        words("no such kind")
    assert set(risks()) >= {"수단", "이란", "인도", "가나", "오만"}
    assert {name.code for name in names()} <= codes()


@pytest.mark.parametrize(
    "unit",
    [
        *["한·", "미 ", "가나", "한", "대(對)", "인도 ", "(Ghana, ", "「한", "한국가", "中", "한-A", "주한 "],
        *[
            "시리아 ",
            "미, 북 ",
            "(한) ",
            "북의 ",
            "대한민국 가",
            "'한국 ",
            "對미 ",
            "남북미",
            "한EU ",
            "중국가",
        ],
        *["한·미·", "미-중/", "한국 가", "대미 가", "북미, ", "레바논에 ", "중미", "한국"],
    ],
)
def test_hostile_text_takes_no_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    reading = Reading.of(Document(text))
    began = time.process_time()
    if not list(countries.doubts(reading)):
        countries.find(reading, [])
    assert time.process_time() - began < 5
