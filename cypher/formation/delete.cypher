// 删去雁阵本身；它的各部分先行删去。
// writes
// $rows  LIST<MAP>  formation_id
UNWIND $rows AS row
MATCH (n:Formation {formation_id: row.formation_id})
DETACH DELETE n
