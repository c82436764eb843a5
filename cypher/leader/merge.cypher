// 写入链主关系，并记下是哪个导入批次说的。
// writes
// $rows       LIST<MAP>  company、chain_id、link_id、props（除导入批次外的全部属性）
// $import_id  STRING     导入批次编号
UNWIND $rows AS row
MATCH (a:Company {key: row.company})
MATCH (b:Chain {chain_id: row.chain_id})
MERGE (a)-[r:LEADS {link_id: row.link_id}]->(b)
SET r += row.props,
    r.imports = CASE WHEN $import_id IN coalesce(r.imports, []) THEN r.imports
                     ELSE coalesce(r.imports, []) + $import_id END
