// Grafana below /grafana/ of the stand-in gateway: takes dashboards of editors as its API does, and shows what was opened.

/** Answers a request below /grafana/. */
export function grafanaAnswer(request, response, url, body) {
  const json = (status, value) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  if (url.pathname === '/grafana/api/dashboards/db' && request.method === 'POST') {
    const { dashboard, overwrite } = body;
    if (!dashboard?.title || !overwrite) json(400, { message: 'bad request data' });
    else
      json(200, {
        uid: dashboard.uid,
        status: 'success',
        url: `/grafana/d/${dashboard.uid}/${dashboard.uid}`,
      });
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>Grafana</title><h1>Grafana</h1>');
}
