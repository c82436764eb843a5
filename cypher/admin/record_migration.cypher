// 记下执行过的结构步骤。
// writes
// $rows  LIST<MAP>  version、name、checksum、applied
UNWIND $rows AS row
MERGE (m:Migration {version: row.version})
ON CREATE SET m.name = row.name, m.checksum = row.checksum, m.applied = row.applied
