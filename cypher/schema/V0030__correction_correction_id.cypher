// 更正的键唯一。
// schema
CREATE CONSTRAINT correction_correction_id IF NOT EXISTS
FOR (n:Correction) REQUIRE n.correction_id IS UNIQUE
