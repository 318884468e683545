package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who in an event of MISP, and of what kind it is. */
class MispEventTest {

  private static String attribute(String type, String value, String more) {
    return "{'type':'" + type + "','value':'" + value + "'" + more + "}";
  }

  private static ParsedReport event(String fields, String... attributes) {
    return Samples.read(
        Samples.json(
            "{'Event':{'uuid':'u-1','info':'Event','date':'2026-11-18',"
                + fields
                + "'Attribute':["
                + String.join(",", attributes)
                + "]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ip-dst;192.0.2.1;192.0.2.1",
        "ip-src;2001:DB8::1;2001:db8::1",
        "ip-dst|port;192.0.2.1|443;192.0.2.1",
        "domain;evil[.]example;evil.example",
        "hostname|port;a.evil.example|8443;a.evil.example",
        "uri;http://192.0.2.1/a;http://192.0.2.1/a",
        "email-src;a@evil.example;a@evil.example",
        "sha1;da39a3ee5e6b4b0d3255bfef95601890afd80709;da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "filename|md5;a.zip|d41d8cd98f00b204e9800998ecf8427e;d41d8cd98f00b204e9800998ecf8427e",
        "malware-sample;a.zip|d41d8cd98f00b204e9800998ecf8427e;d41d8cd98f00b204e9800998ecf8427e"
      })
  void what_is_to_be_detected_is_accused(String type, String value, String source) {
    var report = event("", attribute(type, value, ",'to_ids':true"));

    assertThat(report.format()).isEqualTo("misp");
    assertThat(Samples.named(Role.SOURCE, report)).contains(source).doesNotContain("a.zip");
    assertThat(Samples.named(Role.SOURCE, event("", attribute(type, value, ",'to_ids':false"))))
        .isEmpty();
  }

  @Test
  void both_parts_of_a_name_with_its_address_are_accused() {
    var report = event("", attribute("domain|ip", "evil.example|192.0.2.1", ",'to_ids':'1'"));

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("evil.example", "192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {",'to_ids':true,'deleted':true", ",'to_ids':'1','deleted':'1'"})
  void what_was_deleted_has_no_part_in_it(String more) {
    var report = event("", attribute("domain", "cdn.example", more));

    assertThat(Samples.named(Role.BYSTANDER, report)).containsExactly("cdn.example");
  }

  @Test
  void what_was_deleted_in_one_place_and_stands_in_another_is_accused() {
    var report =
        event(
            "",
            attribute("ip-dst", "192.0.2.1", ",'to_ids':true,'deleted':true"),
            attribute("ip-src", "192.0.2.1", ",'to_ids':true"));

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.1");
  }

  @Test
  void attributes_of_objects_count_unless_the_object_was_deleted() {
    var report =
        event(
            "'Object':[{'name':'url','Attribute':["
                + attribute("ip-dst", "192.0.2.1", ",'to_ids':true")
                + "]},{'deleted':true,'Attribute':["
                + attribute("ip-dst", "192.0.2.2", ",'to_ids':true")
                + "]}],");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.1");
  }

  @Test
  void an_object_that_was_searched_for_stands_alone() {
    var report =
        Samples.read(
            Samples.json(
                "{'response':[{'Object':{'name':'ip-port','Attribute':["
                    + attribute("ip-dst", "192.0.2.1", ",'to_ids':true")
                    + "]}}]}"));

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.1");
  }

  @Test
  void whom_it_was_sent_to_is_a_target_and_links_and_comments_accuse_nobody() {
    var report =
        event(
            "",
            attribute("email-dst", "who@hit.example", ",'to_ids':true"),
            attribute("link", "https://blog.example/a", ",'to_ids':true"),
            attribute("comment", "attacked from hxxp://c[.]example", ",'to_ids':true"),
            attribute("ip-dst", "192.0.2.1", ",'comment':'attacker was 192.0.2.9'"));

    assertThat(Samples.named(Role.SOURCE, report)).isEmpty();
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("who@hit.example");
    assertThat(Samples.named(Role.FURNITURE, report)).contains("https://blog.example/a");
    assertThat(Samples.named(Role.MENTIONED, report))
        .contains("192.0.2.1", "192.0.2.9", "http://c.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ecsirt:malicious-code=`c&c`;BOTNET",
        "rsit:information-gathering=`scanner`;PORT_SCAN",
        "rsit:vulnerable=`ddos-amplifier`;OPEN_PROXY",
        "rsit:fraud=`phishing`;PHISHING",
        "veris:action:hacking:variety=`Brute force`;INTRUSION_ATTEMPT",
        "circl:incident-classification=`denial-of-service`;DENIAL_OF_SERVICE",
        "misp-galaxy:ransomware=`Nobody`;MALWARE",
        "kill-chain:Command and Control;BOTNET",
        "tlp:amber;",
        "osint:source-type=`blog-post`;"
      })
  void a_tag_tells_the_category(String tag, Category category) {
    var report = event("'Tag':[{'name':'" + tag.replace("`", "\\'") + "'}],");

    assertThat(report.category()).isEqualTo(category);
  }

  @Test
  void without_tags_the_title_and_then_most_of_what_is_accused_tell_it() {
    var scan = attribute("ip-src", "192.0.2.1", ",'to_ids':true,'comment':'port scan'");
    var spam = attribute("ip-src", "192.0.2.2", ",'to_ids':true,'comment':'spam'");
    var other = attribute("ip-src", "192.0.2.3", ",'to_ids':true,'comment':'port scan'");
    var asked = attribute("ip-src", "192.0.2.4", ",'to_ids':false,'comment':'spam'");

    assertThat(event("", spam, scan, other, asked, asked).category()).isEqualTo(Category.PORT_SCAN);
  }

  @Test
  void the_event_says_who_when_and_how_far_it_goes() {
    var report =
        event(
            "'Orgc':{'name':'CERT-ONE'},'Org':{'name':'Here'},'threat_level_id':'2',"
                + "'timestamp':'1795016801','Tag':[{'name':'tlp:amber'},{'name':'tlp:green'}],",
            attribute(
                "ip-dst",
                "192.0.2.1",
                ",'to_ids':true,'first_seen':'2026-11-17T08:00:00.000000+02:00'"));

    assertThat(report.title()).isEqualTo("Event");
    assertThat(report.externalId()).isEqualTo("u-1");
    assertThat(report.reporter().organization()).isEqualTo("CERT-ONE");
    assertThat(report.tlp()).isEqualTo("AMBER");
    assertThat(report.occurredAt()).isEqualTo("2026-11-17T06:00:00Z");
    assertThat(report.statement().saidAt()).isEqualTo("2026-11-18T15:46:41Z");
    assertThat(event("").occurredAt()).isEqualTo("2026-11-18T00:00:00Z");
  }

  @Test
  void each_event_of_an_answer_is_a_report() {
    var one = "{'Event':{'uuid':'a','info':'One','Attribute':[]}}";
    var two = "{ 'Event' : {'uuid':'b','info':'Two','Attribute':[]}}";
    var pieces =
        BulkRecords.ofList(
            ("{'response':[" + one + "," + two + "]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));

    assertThat(pieces)
        .extracting(
            piece ->
                Samples.read(new Submission(piece.raw(), piece.contentType(), Samples.RECEIVED))
                    .title())
        .containsExactly("One", "Two");
  }

  @Test
  void a_response_of_anything_else_is_not_taken_apart() {
    for (var body : new String[] {"{\"response\":[{\"a\":1},{\"a\":2}]}", "{\"response\":[1,2]}"}) {
      assertThat(BulkRecords.ofList(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
  }

  @Test
  void an_event_that_comes_with_a_mail_tells_whom_the_mail_accuses() {
    var mail =
        Samples.read(
            Samples.mail(
                "From: Desk <desk@reporter-one.example>\nTo: abuse@demarc.example\n"
                    + "Subject: Event 7\nDate: Thu, 19 Nov 2026 09:00:00 +0000\n"
                    + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
                    + "See the export.\n--b\nContent-Type: application/json; name=e.json\n"
                    + "Content-Disposition: attachment; filename=e.json\n\n"
                    + ("{'response':[{'Event':{'info':'Ransomware','Attribute':["
                            + attribute("ip-dst", "192.0.2.1", ",'to_ids':true")
                            + ","
                            + attribute("ip-src", "198.51.100.1", ",'to_ids':false")
                            + "]}}]}")
                        .replace('\'', '"')
                    + "\n--b--\n"));

    assertThat(Samples.named(Role.SOURCE, mail)).containsExactly("192.0.2.1");
    assertThat(mail.category()).isEqualTo(Category.MALWARE);
  }

  @Test
  void a_huge_event_is_cut_and_says_so() {
    var many =
        IntStream.range(0, 10_500)
            .mapToObj(n -> attribute("hostname", "h" + n + ".example", ",'to_ids':true"))
            .collect(Collectors.joining(","));
    var report = event("", many);

    assertThat(report.indicators()).hasSize(IndicatorList.MOST);
    assertThat(report.problems()).anyMatch(p -> p.startsWith("500 more attributes"));
  }

  @Test
  void an_event_of_something_else_is_no_misp() {
    assertThat(
            Samples.read(Samples.json("{'Event':{'System':{'EventID':1}},'src_ip':'192.0.2.1'}"))
                .format())
        .isEqualTo("json");
  }
}
