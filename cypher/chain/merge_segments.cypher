// 写入环节；属性整体替换。
// writes
// $rows  LIST<MAP>  chain_id、segment_id、props（全部属性）
UNWIND $rows AS row
MATCH (c:Chain {chain_id: row.chain_id})
MERGE (s:Segment {segment_id: row.segment_id})
SET s = row.props
MERGE (s)-[:IN_CHAIN]->(c)
