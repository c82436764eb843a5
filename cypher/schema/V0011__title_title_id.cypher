// 资质荣誉的键唯一。
// schema
CREATE CONSTRAINT title_title_id IF NOT EXISTS
FOR (n:Title) REQUIRE n.title_id IS UNIQUE
