// 一个导入批次。
// reads
// $import_id  STRING   批次编号
// import_id   STRING   批次编号
// file        STRING   文件名
// sha256      STRING   文件的校验值
// total       INTEGER  行数
// who         STRING   经手人
// at          STRING   时刻，ISO 文字
// added       INTEGER  新增
// changed     INTEGER  改动
MATCH (m:Import {import_id: $import_id})
RETURN m.import_id AS import_id, m.file AS file, m.sha256 AS sha256, m.rows AS total, m.who AS who,
       m.at AS at, m.added AS added, m.changed AS changed
LIMIT 1
