// 环节的键唯一。
// schema
CREATE CONSTRAINT segment_segment_id IF NOT EXISTS
FOR (n:Segment) REQUIRE n.segment_id IS UNIQUE
