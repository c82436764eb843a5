// 锁住将要改写的企业，免得两次导入同时合并同一家。
// writes
// $rows  LIST<MAP>  key
UNWIND $rows AS row
MATCH (c:Company {key: row.key})
SET c.key = row.key
