// 导入批次，按编号，从 after 之后起。
// reads
// $after     STRING   上一页最后的编号，第一页为空文字
// $limit     INTEGER  最多几行
// import_id  STRING   批次编号
// file       STRING   文件名
// sha256     STRING   文件的校验值
// total      INTEGER  行数
// who        STRING   经手人
// at         STRING   时刻，ISO 文字
// added      INTEGER  新增
// changed    INTEGER  改动
MATCH (m:Import) WHERE m.import_id > $after
RETURN m.import_id AS import_id, m.file AS file, m.sha256 AS sha256, m.rows AS total, m.who AS who,
       m.at AS at, m.added AS added, m.changed AS changed
ORDER BY import_id
LIMIT $limit
