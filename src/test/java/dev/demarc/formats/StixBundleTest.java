package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who in STIX, and what a bundle says of itself. */
class StixBundleTest {

  private static final String CONTROL_SERVER =
      "{'type':'indicator','id':'indicator--1','indicator_types':['malicious-activity'],"
          + "'name':'C2','pattern_type':'stix','valid_from':'2026-11-15T00:00:00Z',"
          + "'pattern':`[ipv4-addr:value = ´192.0.2.66´]`}";
  private static final String CALLED =
      "{'type':'ipv4-addr','id':'ipv4-addr--1','value':'192.0.2.66'},"
          + "{'type':'ipv4-addr','id':'ipv4-addr--2','value':'198.51.100.31'},"
          + "{'type':'network-traffic','id':'network-traffic--1','start':'2026-11-16T08:00:00Z',"
          + "'src_ref':'ipv4-addr--2','dst_ref':'ipv4-addr--1','dst_port':6606}";

  /** Quotation marks of JSON are written as ' and `, those of patterns as ´. */
  private static ParsedReport bundle(String... objects) {
    return Samples.read(
        new Submission(
            ("{'type':'bundle','id':'bundle--1','objects':[" + String.join(",", objects) + "]}")
                .replace('\'', '"')
                .replace('`', '"')
                .replace('´', '\'')
                .getBytes(StandardCharsets.UTF_8),
            "application/stix+json;version=2.1",
            Samples.RECEIVED));
  }

  private static String pattern(String comparison, String more) {
    return "{'type':'indicator','id':'indicator--9','pattern':`[" + comparison + "]`" + more + "}";
  }

  @Test
  void whom_an_indicator_names_stays_accused_although_others_called_it() {
    var report = bundle(CONTROL_SERVER, CALLED);

    assertThat(report.format()).isEqualTo("stix");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.66");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.31");
    assertThat(report.category()).isEqualTo(Category.BOTNET);
    assertThat(report.occurredAt()).isEqualTo("2026-11-16T08:00:00Z");
    assertThat(report.details()).containsEntry("ports", java.util.List.of("192.0.2.66 6606"));
  }

  @Test
  void who_called_the_host_of_an_accused_page_is_its_victim() {
    var report = bundle(pattern("url:value = ´http://192.0.2.66/gate´", ""), CALLED);

    assertThat(Samples.named(Role.SOURCE, report))
        .containsExactly("http://192.0.2.66/gate", "192.0.2.66");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.31");
  }

  @Test
  void what_malware_calls_is_accused_unless_that_was_taken_back() {
    var calls =
        "{'type':'malware','id':'malware--1','name':'RAT'},{'type':'relationship',"
            + "'id':'relationship--1','relationship_type':'communicates-with',"
            + "'source_ref':'malware--1','target_ref':'ipv4-addr--1'},"
            + "{'type':'ipv4-addr','id':'ipv4-addr--1','value':'192.0.2.66'}";
    var takenBack = pattern("ipv4-addr:value = ´192.0.2.66´", ",'revoked':true");

    assertThat(Samples.named(Role.SOURCE, bundle(calls))).containsExactly("192.0.2.66");
    assertThat(Samples.named(Role.SOURCE, bundle(calls, takenBack))).isEmpty();
  }

  @Test
  void of_traffic_that_no_indicator_is_about_the_sender_acts() {
    var report = bundle(CALLED);

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("198.51.100.31");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("192.0.2.66");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'revoked':true",
        ",'indicator_types':['benign']",
        ",'labels':['benign']",
        ",'valid_until':'2026-11-19T00:00:00Z'"
      })
  void who_called_what_is_no_longer_or_never_was_accused_is_not_accused_for_it(String more) {
    var report = bundle(pattern("ipv4-addr:value = ´192.0.2.66´", more), CALLED);

    assertThat(Samples.named(Role.SOURCE, report)).isEmpty();
    assertThat(Samples.named(Role.TARGET, report)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",'valid_until':'2026-11-21T00:00:00Z' | SOURCE",
        ",'revoked':false | SOURCE",
        ",'indicator_types':['benign','malicious-activity'] | SOURCE",
        ",'revoked':true | BYSTANDER",
        ",'valid_until':'2026-11-20T10:00:00Z' | MENTIONED",
        ",'pattern_type':'pcre' | MENTIONED"
      })
  void an_indicator_accuses_while_it_is_valid(String more, Role role) {
    var report = bundle(pattern("ipv4-addr:value = ´192.0.2.66´", more));

    assertThat(Samples.named(role, report)).containsExactly("192.0.2.66");
  }

  @Test
  void of_several_versions_the_newest_counts() {
    var taken = pattern("ipv4-addr:value = ´192.0.2.66´", ",'modified':'2026-11-16T00:00:00Z'");
    var report =
        bundle(taken.replace("}", ",'revoked':true}"), taken.replace("2026-11-16", "2026-11-15"));

    assertThat(Samples.named(Role.SOURCE, report)).isEmpty();
  }

  @Test
  void a_bundle_that_only_takes_back_says_that_the_matter_is_over() {
    var report =
        bundle(
            "{'type':'malware','id':'malware--1','name':'RAT'}",
            pattern(
                "ipv4-addr:value = ´192.0.2.66´",
                ",'revoked':true,'modified':'2026-11-16T00:00:00Z'"));

    assertThat(report.resolved()).isTrue();
    assertThat(report.externalId()).isEqualTo("indicator--9");
    assertThat(report.statement().saidAt()).isEqualTo("2026-11-16T00:00:00Z");
  }

  @Test
  void what_takes_one_back_and_accuses_another_is_not_over() {
    var report =
        bundle(CONTROL_SERVER, pattern("ipv4-addr:value = ´192.0.2.67´", ",'revoked':true"));

    assertThat(report.resolved()).isFalse();
    assertThat(report.externalId()).isEqualTo("indicator--1");
  }

  @Test
  void a_list_of_harmless_things_and_a_bundle_that_tells_nothing_ask_for_no_work() {
    var harmless =
        bundle(pattern("domain-name:value = ´update.example´", ",'indicator_types':['benign']"));

    assertThat(harmless.statement().kind()).isEqualTo(Statement.Kind.INFORMATIONAL);
    assertThat(bundle().statement().kind()).isEqualTo(Statement.Kind.INFORMATIONAL);
    assertThat(bundle("{'type':'identity','id':'identity--1','name':'X'}").statement().kind())
        .isEqualTo(Statement.Kind.INFORMATIONAL);
    assertThat(bundle(CONTROL_SERVER).statement().kind()).isEqualTo(Statement.Kind.REPORT);
  }

  @Test
  void the_host_of_an_accused_page_that_is_cleared_itself_has_no_part_in_it() {
    var report =
        bundle(
            CONTROL_SERVER.replace(
                "ipv4-addr:value = ´192.0.2.66´", "url:value = ´http://files.example/x´"),
            pattern("domain-name:value = ´files.example´", ",'indicator_types':['benign']"));

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("http://files.example/x");
    assertThat(Samples.named(Role.BYSTANDER, report)).containsExactly("files.example");
  }

  @Test
  void where_an_accused_name_leads_to_is_accused_too() {
    var report =
        bundle(
            pattern("domain-name:value = ´evil.example´", ""),
            "{'type':'domain-name','id':'domain-name--1','value':'evil.example',"
                + "'resolves_to_refs':['ipv4-addr--1']}",
            "{'type':'ipv4-addr','id':'ipv4-addr--1','value':'192.0.2.67'}");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("evil.example", "192.0.2.67");
  }

  @Test
  void what_was_observed_where_malware_was_sighted_is_accused_where_nothing_else_is() {
    var observed =
        "{'type':'ipv4-addr','id':'ipv4-addr--1','value':'192.0.2.67'},"
            + "{'type':'observed-data','id':'observed-data--1','first_observed':"
            + "'2026-11-17T00:00:00Z','object_refs':['ipv4-addr--1']}";
    var sighting =
        "{'type':'sighting','id':'sighting--1','sighting_of_ref':'malware--1',"
            + "'observed_data_refs':['observed-data--1']}";

    assertThat(Samples.named(Role.SOURCE, bundle(observed, sighting)))
        .containsExactly("192.0.2.67");
    assertThat(Samples.named(Role.MENTIONED, bundle(observed))).containsExactly("192.0.2.67");
    assertThat(Samples.named(Role.SOURCE, bundle(observed, sighting.replace("}", ",'count':0}"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed, RED",
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421, AMBER",
    "marking-definition--7, GREEN"
  })
  void the_label_of_an_indicator_is_the_reports(String marking, String label) {
    var report =
        bundle(
            pattern("ipv4-addr:value = ´192.0.2.66´", ",'object_marking_refs':['" + marking + "']"),
            "{'type':'marking-definition','id':'marking-definition--7','definition_type':'tlp',"
                + "'definition':{'tlp':'green'}}");

    assertThat(report.tlp()).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'malware','malware_types':['ransomware'] | MALWARE",
        "'malware','malware_types':['bot'] | BOTNET",
        "'infrastructure','infrastructure_types':['phishing'] | PHISHING",
        "'infrastructure','infrastructure_types':['amplification','ddos'] | DENIAL_OF_SERVICE",
        "'attack-pattern','name':'Brute Force','external_references':[{'external_id':'T1110'}] |"
            + " INTRUSION_ATTEMPT",
        "'tool','tool_types':['denial-of-service'] | DENIAL_OF_SERVICE",
        "'threat-actor','name':'Them' | "
      })
  void what_an_indicator_indicates_tells_the_category(String threat, Category category) {
    var report =
        bundle(
            pattern("ipv4-addr:value = ´192.0.2.66´", ",'labels':['malicious-activity']"),
            "{'id':'x--1','type':" + threat + "}",
            "{'type':'relationship','id':'relationship--1','relationship_type':'indicates',"
                + "'source_ref':'indicator--9','target_ref':'x--1'}");

    assertThat(report.category()).isEqualTo(category);
  }

  @Test
  void what_its_authors_recommend_to_read_has_no_part_in_it() {
    var report =
        bundle(
            "{'type':'malware','id':'malware--1','malware_types':['ransomware'],"
                + "'external_references':[{'url':'https://blog.example/a'}]}");

    assertThat(Samples.named(Role.FURNITURE, report)).contains("https://blog.example/a");
    assertThat(report.title()).isEqualTo("Malware");
  }

  @Test
  void a_huge_list_is_cut_and_says_so() {
    var many =
        IntStream.range(0, 12_000)
            .mapToObj(
                n ->
                    "{'type':'indicator','id':'indicator--"
                        + n
                        + "','pattern':`[url:value = ´http://h"
                        + n
                        + ".example/´]`}")
            .collect(Collectors.joining(","));
    var report = bundle(many);

    assertThat(report.indicators()).hasSize(IndicatorList.MOST);
    assertThat(report.problems()).anyMatch(p -> p.startsWith("2000 more objects"));
    assertThat(report.externalId()).isEqualTo("bundle--1");
  }

  @Test
  void a_bundle_that_comes_with_a_mail_tells_whom_the_mail_accuses() {
    var mail =
        Samples.read(
            Samples.mail(
                "From: Desk <desk@reporter-one.example>\nTo: abuse@demarc.example\n"
                    + "Subject: Indicators of this week\nDate: Thu, 19 Nov 2026 09:00:00 +0000\n"
                    + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
                    + "Please find the bundle attached. The address 198.51.100.31 attacked us.\n"
                    + "--b\nContent-Type: application/stix+json; name=week47\n"
                    + "Content-Disposition: attachment; filename=week47\n\n"
                    + ("{'type':'bundle','id':'bundle--1','objects':["
                            + CONTROL_SERVER
                            + ","
                            + pattern("ipv4-addr:value = ´198.51.100.31´", ",'revoked':true")
                            + "]}")
                        .replace('\'', '"')
                        .replace('`', '"')
                        .replace('´', '\'')
                    + "\n--b--\n"));

    assertThat(mail.format()).isEqualTo("mail");
    assertThat(mail.title()).isEqualTo("Indicators of this week");
    assertThat(Samples.named(Role.SOURCE, mail)).containsExactly("192.0.2.66");
    assertThat(mail.category()).isEqualTo(Category.BOTNET);
    assertThat(mail.text()).contains("C2");
  }

  @Test
  void one_object_and_what_a_taxii_server_answers_are_read_as_well() {
    var alone = CONTROL_SERVER.replace('\'', '"').replace('`', '"').replace('´', '\'');
    for (var body : new String[] {alone, "{\"more\":false,\"objects\":[" + alone + "]}"}) {
      var report =
          new FormatReader()
              .read(
                  new Submission(
                      body.getBytes(StandardCharsets.UTF_8),
                      "application/taxii+json;version=2.1",
                      Samples.RECEIVED));
      assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.66");
    }
  }
}
