// What the suite can catch, measured: every listed subject is audited, faulty ones must be
// rejected and correct ones accepted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "verify/audit/options.hpp"

namespace softmax::verify::power {

enum class Kind : std::uint8_t { fault, equivalent, honest, hostile };
const char* name(Kind kind);

// One subject of the list, from faults.json (tests/faults/README.md describes the headers).
struct Entry {
  Kind kind = Kind::fault;
  std::string id;
  std::string fault_class;
  std::vector<std::string> laws;  // that should see it, by its author
  std::string trigger;            // the smallest input known, in words
  std::string variant;            // of an honest one: another of the same kind
  audit::Target target;
  std::vector<Function> functions;
  std::vector<Format> formats;
};

// Throws UsageError when the file cannot be read or is not such a list.
std::vector<Entry> read_manifest(const std::filesystem::path& file);

// A law that broke in one audit.
struct Broken {
  std::string law;
  std::uint64_t cases = 0;  // in which it broke
};

// One audit of one subject.
struct Trial {
  std::uint64_t seed = 0;
  bool rejected = false;
  std::vector<Broken> laws;        // all that broke before the audit stopped
  std::string first_law;           // of the case with the lowest number
  std::uint64_t first_case = 0;    // that number
  std::string family;              // of that case
  std::string cell;                // function and format of it
  std::vector<std::string> cells;  // functions and formats that were audited
  std::string witness;             // shrunk, one line
  std::string replay;
  std::string message;
  std::uint64_t cases = 0;
  std::uint64_t values = 0;
  std::size_t workers_lost = 0;
  double seconds = 0.0;  // timing field
};

struct Row {
  Entry entry;
  std::vector<Trial> trials;  // by seed
};

struct Options {
  std::uint64_t cases = 0;  // a function and format; 0: as an audit has by default
  std::uint64_t seeds = 3;
  std::uint64_t honest_seeds = 20;  // of honest subjects
  unsigned jobs = 1;                // audits side by side
  bool all_cells = false;           // every function and format of an honest or equivalent subject
                                    // under each seed, not one by turns
  std::uint64_t whole_seeds = 0;    // of a fault: these first seeds go on after the first finding,
                                    // so that every law is asked
  std::vector<std::string> only;    // ids, classes or kinds; empty: all
};

struct Power {
  std::uint64_t seed_count = 0, honest_seed_count = 0, cases = 0;
  bool all_cells = false;
  std::uint64_t whole_seeds = 0;
  bool complete = true;  // false: a part of a run that goes on
  std::string platform;
  std::string command;
  std::vector<Row> rows;
  double seconds = 0.0;  // timing field
};

Trial try_subject(const Entry& entry, std::uint64_t seed, const Options& options);

// keep: is given what is known by then, every ten seconds or so, so that nothing is lost with a run
// that does not end.
Power run(const std::vector<Entry>& entries, const Options& options,
          const std::function<void(double share, const std::string& what)>& progress,
          const std::function<void(const Power&)>& keep = {});

// A fault or a hostile subject that no law rejected under some seed; an honest or equivalent one
// that was rejected. Hostile subjects of class AFTERWARDS do nothing wrong within a call, so either
// answer is right.
bool wrong(const Entry& entry, const Trial& trial);
bool wrong(const Row& row);
std::size_t count_wrong(const Power& power);

std::string to_json(const Power& power);
std::string to_markdown(const Power& power);
std::string summary(const Power& power);  // for the terminal

// power.json and power.md. Throws UsageError when the folder cannot be written.
void write_all(const Power& power, const std::filesystem::path& folder);

}  // namespace softmax::verify::power
