// What our append is measured against: the least a Node server can do to keep a line, one durable insert a request.
import { createServer } from "node:http";
import pg from "pg";

const { BARE_URL, BARE_CLIENTS } = process.env;
const pool = new pg.Pool({ connectionString: BARE_URL, max: Number(BARE_CLIENTS) });

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (part) => {
    text += part;
  });
  request.on("end", async () => {
    const insert = { name: "keep", text: "INSERT INTO bare_line (text) VALUES ($1) RETURNING id, at" };
    const { rows } = await pool.query({ ...insert, values: [JSON.parse(text).text] });
    response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(rows[0]));
  });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
