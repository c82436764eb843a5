// 事项一览，按编号，从 after 之后起。
// reads
// $after     STRING   上一页最后的编号，第一页为空文字
// $limit     INTEGER  最多几行
// item_id    STRING   事项编号
// doc_id     STRING   文档编号
// name       STRING   名称
// title      STRING   文件标题
// region     STRING   文件的地区，照原文
// published  DATE     公布日
// state      STRING   draft 草稿、signed 已签认
// signed_by  STRING   签认人
// signed_on  DATE     签认日
// source_status  STRING  primary 读自原件、secondary 仅有二手来源
// version    STRING   规则版本
// criteria   INTEGER  用到的条件数
// to_check   INTEGER  其中标了“请人看一眼”的条件数
MATCH (i:Item) WHERE i.item_id > $after
WITH i ORDER BY i.item_id LIMIT $limit
MATCH (p:Policy {doc_id: i.doc_id})
RETURN i.item_id AS item_id, i.doc_id AS doc_id, i.name AS name, p.title AS title, p.region AS region,
       p.published AS published, i.state AS state, i.signed_by AS signed_by, i.signed_on AS signed_on,
       coalesce(i.source_status, 'primary') AS source_status, i.version AS version,
       size(COLLECT { MATCH (i)-[:REQUIRES]->(c:Criterion) RETURN DISTINCT c.criterion_id }) AS criteria,
       size(COLLECT { MATCH (i)-[:REQUIRES]->(c:Criterion) WHERE c.check RETURN DISTINCT c.criterion_id }) AS to_check
ORDER BY item_id
