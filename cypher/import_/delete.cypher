// 删去导入批次本身；它写的东西先行撤销。
// writes
// $rows  LIST<MAP>  import_id
UNWIND $rows AS row
MATCH (m:Import {import_id: row.import_id})
DETACH DELETE m
