"""The counters in Prometheus' text form."""

from api.http.metrics import Metrics


def test_answers_and_durations_are_counted():
    metrics = Metrics()
    metrics.note("GET", "/v1/items", 200, 0.02)
    metrics.note("GET", "/v1/items", 200, 20.0)
    metrics.note("GET", '/x"y', 404, 0.001)
    text = metrics.text()
    assert 'yanzhen_http_requests_total{method="GET",route="/v1/items",status="200"} 2' in text
    assert 'route="/x\\"y",status="404"} 1' in text
    name = "yanzhen_http_request_duration_seconds"
    assert f'{name}_bucket{{route="/v1/items",le="0.05"}} 1' in text
    assert f'{name}_bucket{{route="/v1/items",le="+Inf"}} 2' in text
    assert f'{name}_count{{route="/v1/items"}} 2' in text
    assert f'{name}_sum{{route="/v1/items"}} 20.020000' in text
