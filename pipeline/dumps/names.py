"""What usual exports call the fields of an article; case, spaces and underscores don't count."""

from __future__ import annotations

#: For each field of ours the names that dumps use for it, the usual one first. Numbers of rows (번호, 순번)
#: are no ids: they begin anew in each export.
DEFAULTS: dict[str, tuple[str, ...]] = {
    "id": (
        *("id", "_id", "article_id", "doc_id", "document_id", "news_id", "NewsItemId", "record_id"),
        *("content_id", "uuid", "guid", "ntt_id", "기사ID", "기사아이디", "기사번호", "뉴스식별자", "뉴스ID"),
        *("문서ID", "문서번호", "식별자", "아이디", "게시물번호", "게시글번호", "글번호"),
    ),
    "text": (
        *("text", "body", "content", "contents", "article", "article_body", "article_text", "body_text"),
        *("article_content", "full_text", "main_text", "plain_text", "news_content", "news_body", "본문"),
        *("내용", "기사본문", "기사내용", "뉴스본문", "뉴스내용", "본문내용", "본문텍스트", "보도내용"),
        *(
            "보도자료본문",
            "보도자료내용",
            "기사전문",
            "글내용",
            "게시글내용",
            "게시물내용",
            "상세내용",
            "기사",
        ),
    ),
    "html": (
        *("html", "raw_html", "page", "page_html", "html_content", "content_html", "body_html", "html_body"),
        *("DataContents", "본문HTML"),
    ),
    "url": (
        *("url", "link", "uri", "article_url", "news_url", "page_url", "canonical_url", "original_url"),
        *("original_link", "article_link", "news_link", "target_uri", "원문", "원문링크", "원문URL"),
        *(
            "원문주소",
            "기사URL",
            "기사링크",
            "기사주소",
            "뉴스URL",
            "뉴스링크",
            "URL주소",
            "링크",
            "링크주소",
        ),
        *("웹주소", "상세URL"),
    ),
    "title": (
        *("title", "headline", "subject", "news_title", "article_title", "제목", "기사제목", "뉴스제목"),
        *("보도자료제목", "보도자료명", "보도제목", "글제목", "게시글제목", "게시물제목", "헤드라인", "표제"),
    ),
    "subtitle": (
        *("subtitle", "sub_title", "sub_headline", "SubTitle1", "부제", "부제목", "기사부제", "기사부제목"),
        "소제목",
    ),
    "published": (
        *("published", "published_at", "published_date", "published_time", "date", "pub_date", "pub_time"),
        *("publish_date", "publish_time", "publication_date", "date_published", "date_publish"),
        *("posted_at", "post_date", "posted_date", "reg_date", "reg_dt", "regist_date", "registered_at"),
        *("news_date", "article_date", "written_at", "release_date", "approve_date"),
        *(
            "일자",
            "일시",
            "날짜",
            "등록일",
            "등록일자",
            "등록일시",
            "등록시간",
            "보도일",
            "보도일자",
            "보도일시",
        ),
        *("보도날짜", "작성일", "작성일자", "작성일시", "작성시간", "게시일", "게시일자", "게시일시"),
        *(
            "발행일",
            "발행일자",
            "발행일시",
            "배포일",
            "배포일자",
            "배포일시",
            "기사일자",
            "기사일시",
            "기사날짜",
        ),
        *(
            "기사작성일",
            "기사작성일시",
            "기사등록일",
            "기사입력",
            "기사입력일시",
            "입력일",
            "입력일자",
            "입력일시",
        ),
        *("입력시간", "송고일", "송고일시", "출고일시", "뉴스일자", "게재일", "게재일자", "승인일시"),
    ),
    "modified": (
        *(
            "modified",
            "modified_at",
            "modified_date",
            "date_modified",
            "modify_date",
            "updated",
            "updated_at",
        ),
        *("update_date", "last_modified", "수정일", "수정일자", "수정일시", "최종수정일", "최종수정일시"),
        *("기사수정일시", "변경일", "변경일시"),
    ),
    "outlet": (
        *("outlet", "publisher", "press", "press_name", "media", "media_name", "newspaper", "provider"),
        *(
            "언론사",
            "언론사명",
            "매체",
            "매체명",
            "신문사",
            "신문사명",
            "방송사",
            "발행처",
            "발행사",
            "언론매체",
        ),
    ),
    "reporter": (
        *("reporter", "reporter_name", "author", "authors", "byline", "writer", "journalist"),
        *("기자", "기자명", "기자이름", "작성기자", "취재기자", "기고자", "글쓴이", "저자"),
    ),
    "department": (
        *("department", "department_name", "ministry", "ministry_name", "MinisterCode", "부처", "부처명"),
        *("소관부처", "소관부처명", "발표부처", "발표기관", "보도기관", "담당부서", "담당부서명", "작성부서"),
        *("등록부서", "부서", "부서명", "담당기관", "기관명", "제공부처", "제공기관", "배포기관", "배포부처"),
    ),
    "source_url": ("source_url", "release_url", "보도자료URL", "보도자료링크", "보도자료주소"),
    "kind": ("kind",),
    "licence": ("licence", "license", "KoglType", "공공누리", "공공누리유형", "이용허락", "라이선스"),
}
#: Fields that say something about an article besides what it is and where.
KNOWN = tuple(name for name in DEFAULTS if name not in ("id", "text", "html", "url"))
