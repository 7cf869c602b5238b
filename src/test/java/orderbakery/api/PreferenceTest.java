package orderbakery.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5 | 5",
        "wait=30 | 30",
        "wait=31 | 30",
        "wait=999999999 | 30",
        "WAIT = \"7\" | 7",
        "wait=3; foo=bar | 3",
        "respond-async, wait=10 | 10",
        "wait=2, wait=9 | 2",
        "wait=0 | 0",
        "wait=-5 | 0",
        "wait=1.5 | 0",
        "wait=9999999999 | 30",
        "wait=99999999999999999999999999999999999999 | 30",
        "wait=007 | 7",
        "wait=\"0\" | 0",
        "wait=\"00012\" | 12",
        "a=\"x, wait=3\", wait=4 | 4",
        "a=\"x\\\", wait=3\"; b; c=d ,, wait=4;x=y | 4",
        "handling=lenient; wait=3 | 0",
        "return=minimal;foo=\"b,ar\",wait=6 | 6",
        "wait=5 6 | 0",
        "wait=5s | 0",
        "é, wait=5 | 0",
        "waiting=5 | 0",
        "await=5 | 0",
        "wait | 0"
      })
  void readsHowLongToWait(String prefer, int seconds) {
    assertThat(Preference.waitSeconds(prefer)).isEqualTo(seconds);
  }
}
