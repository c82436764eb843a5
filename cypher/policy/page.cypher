// 政策一览，按编号，从 after 之后起。
// reads
// $after          STRING        上一页最后的编号，第一页为空文字
// $limit          INTEGER       最多几行
// doc_id          STRING        文档编号
// title           STRING        标题
// doc_no          STRING        文号
// issuers         LIST<STRING>  发文机关
// region          STRING        地区，照原文
// region_code     STRING        地区代码，对不上时为空
// published       DATE          公布日
// effective_from  DATE          施行日
// effective_to    DATE          失效日
// items           INTEGER       事项数
// signed          INTEGER       已签认的事项数
MATCH (p:Policy) WHERE p.doc_id > $after
WITH p ORDER BY p.doc_id LIMIT $limit
RETURN p.doc_id AS doc_id, p.title AS title, p.doc_no AS doc_no, p.issuers AS issuers, p.region AS region,
       head(COLLECT { MATCH (p)-[:APPLIES_IN]->(r:Region) RETURN r.code }) AS region_code,
       p.published AS published, p.effective_from AS effective_from, p.effective_to AS effective_to,
       COUNT { (p)-[:GRANTS]->(:Item) } AS items,
       COUNT { MATCH (p)-[:GRANTS]->(i:Item) WHERE i.state = 'signed' } AS signed
ORDER BY doc_id
