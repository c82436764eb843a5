// 去掉雁阵的全部编组与产业链，随后按新内容重写。
// writes
// $rows  LIST<MAP>  formation_id
UNWIND $rows AS row
MATCH (f:Formation {formation_id: row.formation_id})
OPTIONAL MATCH (f)<-[m:FLIES_IN]-(:Company)
OPTIONAL MATCH (f)-[o:OF]->(:Chain)
DELETE m, o
