// 整批匹配的记录，按编号，从 after 之后起。
// reads
// $after     STRING   上一页最后的编号，第一页为空文字
// $limit     INTEGER  最多几行
// run_id     STRING   编号
// on         DATE     按哪一天判定
// at         STRING   时刻，ISO 文字
// who        STRING   经手人
// companies  INTEGER  企业数
// items      INTEGER  事项数
// counts     STRING   各结论的对数，JSON
// last       BOOLEAN  图中的符合与只差一条是否出自这一次
MATCH (r:Run) WHERE r.run_id > $after
RETURN r.run_id AS run_id, r.on AS on, r.at AS at, r.who AS who, r.companies AS companies, r.items AS items,
       r.counts AS counts, r.last AS last
ORDER BY run_id
LIMIT $limit
