// 删去政策本身；它的各部分先行删去。
// writes
// $rows  LIST<MAP>  doc_id
UNWIND $rows AS row
MATCH (n:Policy {doc_id: row.doc_id})
DETACH DELETE n
