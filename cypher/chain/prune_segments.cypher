// 删去产业链中新内容不再有的环节。
// writes
// $rows  LIST<MAP>  segment_id
UNWIND $rows AS row
MATCH (s:Segment {segment_id: row.segment_id})
DETACH DELETE s
