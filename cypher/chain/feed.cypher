// 写入环节之间的投入关系。
// writes
// $rows  LIST<MAP>  supplier、customer、feed_id、props（关系的全部属性）
UNWIND $rows AS row
MATCH (a:Segment {segment_id: row.supplier})
MATCH (b:Segment {segment_id: row.customer})
MERGE (a)-[f:FEEDS {feed_id: row.feed_id}]->(b)
SET f = row.props
