// 雁阵的键唯一。
// schema
CREATE CONSTRAINT formation_formation_id IF NOT EXISTS
FOR (n:Formation) REQUIRE n.formation_id IS UNIQUE
