// 写入政策文件本身；属性整体替换。
// writes
// $rows  LIST<MAP>  doc_id、props（全部属性）
UNWIND $rows AS row
MERGE (p:Policy {doc_id: row.doc_id})
SET p = row.props
