"""The register kernel on a synthetic workload, beside peers on the same work in the same run."""
