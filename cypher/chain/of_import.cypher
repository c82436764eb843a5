// 一个导入批次写过的产业链，按编号，从 after 之后起。
// reads
// $import_id  STRING     导入批次编号
// $after      STRING     上一页最后的编号，第一页为空文字
// $limit      INTEGER    最多几行
// key         STRING     编号
// before      LIST<MAP>  其余批次中最近的一个：它的内容被改写前的样子（stated）；没有则为空
MATCH (n:Chain)-[:CAME_FROM]->(:Import {import_id: $import_id})
WHERE n.chain_id > $after
RETURN n.chain_id AS key,
       COLLECT { MATCH (n)-[o:CAME_FROM]->(x:Import) WHERE x.import_id <> $import_id
                 RETURN {stated: o.stated} ORDER BY o.at DESC LIMIT 1 } AS before
ORDER BY key
LIMIT $limit
