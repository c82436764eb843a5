// 词表中的指标，按编号。
// reads
// $after     STRING   上一页最后的编号，第一页为空文字
// $limit     INTEGER  最多几行
// feature_id STRING   指标编号
// name       STRING   中文名
// group      STRING   组
// type       STRING   类型
// unit       STRING   单位
// criteria   INTEGER  有多少条件问它
MATCH (f:Feature) WHERE f.feature_id > $after
RETURN f.feature_id AS feature_id, f.name AS name, f.group AS group, f.type AS type, f.unit AS unit,
       COUNT { (f)<-[:ABOUT]-(:Criterion) } AS criteria
ORDER BY feature_id
LIMIT $limit
