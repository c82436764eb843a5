// 记下导入批次；同一批次再来一次时，只累加真正新增和改动的数目。
// writes
// $rows  LIST<MAP>  import_id、props（文件、校验值、行数、经手人、时刻）、added、changed
UNWIND $rows AS row
MERGE (m:Import {import_id: row.import_id})
ON CREATE SET m = row.props
SET m.added = coalesce(m.added, 0) + row.added, m.changed = coalesce(m.changed, 0) + row.changed
