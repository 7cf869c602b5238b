package orderbakery.component.form;

import static orderbakery.component.form.Field.optional;
import static orderbakery.component.form.Field.required;
import static orderbakery.component.form.Readings.faultsWithin;
import static orderbakery.component.form.Readings.read;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import orderbakery.component.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  private static final Form FORM =
      Form.of(
          required("name", new Text(200)),
          optional("amount", new Amount(10, 2, 2)),
          optional("count", new WholeNumber(1, 9), 1L),
          optional("person", Form.ofAtLeastOne(optional("first", new Text(9)))),
          optional("extra", Form.of(optional("more", new Text(9)))),
          optional("lines", new Lines(4, new Text(9))));

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\u200B\uFEFF", "\u00A0\t"})
  void takesNullAndBlankTextsAsAbsent(String blank) {
    Map<String, Object> sent =
        object("name", "x", "amount", blank, "count", blank, "person", blank, "lines", blank);

    assertThat(read(FORM, sent)).isEqualTo(object("name", "x", "count", 1L));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\u200B"})
  void needsWhatIsRequired(String blank) {
    assertThat(faultsWithin(FORM, object("name", blank))).hasSize(1);
    assertThat(faultsWithin(FORM, object())).containsExactly("is required");
  }

  @Test
  void leavesOutAnObjectOfWhichNothingIsLeft() {
    assertThat(read(FORM, object("name", "x", "extra", object("more", ""))))
        .isEqualTo(object("name", "x", "count", 1L));
  }

  @Test
  void needsOneMemberOfSomeObjects() {
    assertThat(faultsWithin(FORM, object("name", "x", "person", object("first", null))))
        .containsExactly("must have at least one of first");
    assertThat(faultsWithin(FORM, object("name", "x", "person", object("first", 1))))
        .containsExactly("must be a string");
  }

  @Test
  void leavesOutBlankLines() {
    assertThat(read(FORM, object("name", "x", "lines", Arrays.asList("a", "", null, "b"))))
        .isEqualTo(object("name", "x", "count", 1L, "lines", List.of("a", "b")));
    assertThat(read(FORM, object("name", "x", "lines", List.of(" "))))
        .isEqualTo(object("name", "x", "count", 1L));
  }

  @Test
  void takesUpToFourLines() {
    assertThat(faultsWithin(FORM, object("name", "x", "lines", Collections.nCopies(5, ""))))
        .containsExactly("must be an array of 1 to 4 values");
    assertThat(faultsWithin(FORM, object("name", "x", "lines", List.of()))).hasSize(1);
    assertThat(faultsWithin(FORM, object("name", "x", "lines", List.of(1)))).hasSize(1);
  }

  @Test
  void listsOneHundredErrorsAndCountsTheOthers() {
    Map<String, Object> many = object("name", "x");
    IntStream.range(0, 5000).forEach(index -> many.put("field-" + index, index));

    Reading reading = FORM.readDocument(many);

    assertThat(reading.isSound()).isFalse();
    assertThat(reading.found()).isEqualTo(5000);
    assertThat(reading.errors()).hasSize(100);
  }

  @Test
  void repeatsNoLongName() {
    assertThat(FORM.readDocument(object("name", "x", "n".repeat(65), 1)).errors())
        .containsExactly(new FieldError("", "has a member with a name of more than 64 characters"));
    assertThat(FORM.readDocument(object("name", "x", "n".repeat(64), 1)).errors())
        .containsExactly(
            new FieldError("/" + "n".repeat(64), "is not a field that a client can set"));
  }

  @Test
  void takesNullAndBlankTextsInAPatchAsRemoved() {
    Reading reading =
        FORM.readPatch(object("amount", null, "count", "", "extra", object("more", " ")));

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.normalForm())
        .isEqualTo(object("amount", null, "count", null, "extra", object("more", null)));
  }

  @Test
  void removesNothingRequired() {
    assertThat(FORM.readPatch(object("name", null)).errors())
        .containsExactly(new FieldError("/name", "is required and cannot be removed"));
    assertThat(FORM.readPatch(object("name", " ")).errors()).hasSize(1);
  }
}
