// 按产业链找环节。
// schema
CREATE INDEX segment_by_chain_id IF NOT EXISTS
FOR (n:Segment) ON (n.chain_id)
