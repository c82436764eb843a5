// 删去再没有企业持有的资质荣誉。
// writes
MATCH (t:Title)
WHERE NOT EXISTS { (t)<-[:HOLDS]-(:Company) }
DELETE t
