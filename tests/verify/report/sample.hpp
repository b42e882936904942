// A record with every kind of thing that a record can hold, for the tests of all writers.
#pragma once

#include <cmath>
#include <limits>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

// Markup, quotes, a bar, a backtick, a newline, a control character and a byte that is not UTF-8.
inline const char* kNasty = "a<b> \"&' | ` * \n \x1b[31m \x01 \xff end";

inline Witness sample_witness() {
  Witness w;
  w.case_number = 17;
  w.family = "gap_sweep";
  w.x = Matrix(1, 3, {0.0, -1.5, std::numeric_limits<double>::infinity()});
  w.index = 1;
  w.placement.x_offset = 1;
  w.placement.guard = subject::Placement::Guard::front;
  w.placement.strided = true;
  w.placement.y_row_stride = -3;
  w.placement.fill = 1;
  w.placement.threads = 2;
  w.placement.caller_flushes = true;
  return w;
}

inline Cell violated_cell() {
  Cell cell;
  cell.subject = kNasty;
  cell.function = Function::softmax;
  cell.format = Format::f32;
  cell.verdict = Verdict::violated;
  cell.contract.accuracy = Accuracy::ulp;
  cell.contract.ulp = 2.5;
  cell.contract.max_cols = 100;
  cell.cases = 10;
  cell.calls = 30;
  cell.values = 20;
  cell.oracle_fast = 19;
  cell.oracle_authority = 1;
  cell.workers_lost = 1;
  cell.largest_ulp = {true, 3.5, 7.0, 0.5, 0x1p-3, 0x1.8p-3, sample_witness(), "./run replay a"};
  cell.largest_ratio = {true,
                        std::numeric_limits<double>::infinity(),
                        0.0,
                        std::nan(""),
                        -0.0,
                        0x1p-149,
                        sample_witness(),
                        "./run replay b"};
  cell.properties = {{"range", 10, 10, 2, 0, 0, ""},
                     {"merge", 0, 0, 0, 10, 0, ""},
                     {"threads", 0, 0, 0, 0, 10, "one <thread>"},
                     {"sum", 10, 10, 0, 0, 0, ""}};
  Finding finding;
  finding.law = "range";
  finding.message = kNasty;
  finding.witness.x = Matrix(1, 4096);
  finding.original_rows = 2;
  finding.original_cols = 4096;
  finding.got = std::nan("");
  finding.want = "[0x0p+0, 0x1p+0]";
  finding.occurrences = 2;
  finding.confirmed = true;
  finding.replay = "./run replay 'x | y'";
  Finding crash;  // of a law without a row of its own
  crash.law = "process";
  crash.verdict = Verdict::crashed;
  crash.message = "ended by SIGSEGV";
  crash.witness.x = Matrix(0, 5);
  crash.got = std::nan("");
  crash.replay = "./run replay z";
  crash.subject_stderr = kNasty;
  cell.findings = {finding, crash};
  const double inf = std::numeric_limits<double>::infinity();
  cell.gap_bins = {{0.0, 0x1p-10, 0.0, 3.0, 4},
                   {0x1p-10, 0x1.6ap-10, 0.5, inf, 2},
                   {1.0, 1.41, inf, 2.0, 1},
                   {1.41, 2.0, std::nan(""), std::nan(""), 1},
                   {2.0, 2.83, 1e300, 0.0, 1}};
  cell.error_histogram = {0, 3, 9, 0, 1};
  cell.class_cases = {{"everyday", 9}, {"masks", 1}};
  cell.notes = {kNasty};
  cell.seconds = 0.1;
  return cell;
}

inline Record sample() {
  Record record;
  record.tool_version = "test";
  record.seed = 0xFFFFFFFFFFFFFFFFU;
  record.cases_per_cell = 10;
  record.command = kNasty;
  record.started = "2020-01-01T00:00:00Z";
  record.seconds = 1.0 / 3.0;
  record.platform = kNasty;
  SubjectRow subject;
  subject.info.name = kNasty;
  subject.info.door = "program";
  subject.info.version = "1";
  subject.info.offers = {{Function::softmax, Format::f32, true},
                         {Function::logsumexp, Format::bf16, false}};
  subject.info.environment_at_load = "FTZ was set";
  subject.info.printed_at_load = "loaded";
  SubjectRow interest;
  interest.info.name = "other";
  interest.for_interest = true;
  record.subjects = {subject, interest};
  Cell conforming;
  conforming.subject = "other";
  conforming.function = Function::logsumexp;
  conforming.verdict = Verdict::conforming;
  conforming.cases = 30;
  conforming.values = 30;
  conforming.properties = {{"sum", 30, 30, 0, 0, 0, ""}};
  conforming.largest_sum_defect = {
      true, 1.5, 3.0, 0.5, 0.0, 1.0, sample_witness(), "./run replay c"};
  Cell empty;  // nothing was compared
  empty.subject = "other";
  empty.format = Format::bf16;
  record.cells = {violated_cell(), conforming, empty};
  return record;
}

}  // namespace softmax::verify::report
