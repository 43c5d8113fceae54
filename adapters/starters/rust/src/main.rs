//! An adapter for mmuspec: answers one JSON object a line (JSON-RPC 2.0) on standard output.
//!
//! It claims nothing yet, and answers `unsupported` to every operation. docs/protocol.md has every message.

mod json;

use json::{object, Json};
use std::io::{self, BufRead, Write};

const PROTOCOL: i64 = 1;
const UNSUPPORTED: i64 = -32001;

fn handshake() -> Json {
    object([
        ("protocol", Json::Int(PROTOCOL)),
        (
            "implementation",
            object([
                ("name", Json::from("{{name}}")),
                ("version", Json::from("0.1.0")),
                ("language", Json::from("Rust")),
            ]),
        ),
        ("profiles", Json::Array(vec![Json::from("v6.12")])),
        // Add "core" here as soon as the operations of that capability are offered.
        ("capabilities", Json::Array(vec![])),
        ("settle", Json::from("exact")),
    ])
}

/// The operation, method or query is not offered.
struct Unsupported(String);

/// What `reset` makes anew: put your implementation here.
struct World {
    #[allow(dead_code)]
    profile: String,
}

impl World {
    /// Lets a named thread begin an operation; returns the observation once everything has settled.
    fn call(&mut self, _thread: &str, op: &str, _args: &Json) -> Result<Json, Unsupported> {
        Err(Unsupported(format!("operation {op} is not offered")))
    }
}

/// One conversation with the suite.
struct Session {
    world: World,
}

impl Session {
    fn answer(&mut self, method: &str, params: &Json) -> Result<Json, Unsupported> {
        match method {
            "initialize" => Ok(handshake()),
            "reset" => {
                self.world = World { profile: params.get("profile").text().to_string() };
                Ok(object([]))
            }
            "call" => {
                let (thread, op) = (params.get("thread").text(), params.get("op").text());
                self.world.call(thread, op, params.get("args"))
            }
            "shutdown" => Ok(object([])),
            _ => Err(Unsupported(format!("{method} is not offered"))),
        }
    }
}

fn main() -> io::Result<()> {
    let mut session = Session { world: World { profile: String::new() } };
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request = json::parse(&line?).map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, reason))?;
        let method = request.get("method").text();
        let outcome = match session.answer(method, request.get("params")) {
            Ok(result) => ("result", result),
            Err(Unsupported(reason)) => {
                ("error", object([("code", Json::Int(UNSUPPORTED)), ("message", Json::Text(reason))]))
            }
        };
        let answer = object([("jsonrpc", Json::from("2.0")), ("id", request.get("id").clone()), outcome]);
        writeln!(out, "{answer}")?;
        out.flush()?; // without it the suite would wait for ever
        if method == "shutdown" {
            break;
        }
    }
    Ok(())
}
