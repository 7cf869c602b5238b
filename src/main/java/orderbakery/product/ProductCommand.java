package orderbakery.product;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.EntityProblems;
import orderbakery.component.FileCommand;
import orderbakery.component.form.MergePatch;
import orderbakery.component.form.Reading;

/** What can be asked of a product. Each command knows its rules; {@code at} is its acceptance. */
sealed interface ProductCommand {

  EntityProblems PROBLEMS = new EntityProblems("product");

  /** Decides on a product, which is absent when none has the id. */
  Decision<Product> decide(Optional<Product> state, ProductForm form);

  /** Adds a product; its id is the command's, so it is there already only by a fault. */
  record Create(Map<String, Object> fields, Instant at) implements ProductCommand {
    @Override
    public Decision<Product> decide(Optional<Product> state, ProductForm form) {
      if (state.isPresent()) {
        throw new IllegalStateException("The product to be created is there: " + state.get());
      }
      return ifSound(form.product(fields), details -> Product.created(details, at), "created");
    }
  }

  /** A command on a product that exists. */
  sealed interface Change extends ProductCommand {

    /** Decides on a product that is not deleted. */
    Decision<Product> change(Product product, ProductForm form);

    @Override
    default Decision<Product> decide(Optional<Product> state, ProductForm form) {
      if (state.isEmpty()) {
        return new Rejected<>(PROBLEMS.unknown());
      }
      return state.get().isDeleted()
          ? new Rejected<>(PROBLEMS.deleted())
          : change(state.get(), form);
    }
  }

  /** Writes the client's part anew. */
  record Replace(Map<String, Object> fields, Instant at) implements Change {
    @Override
    public Decision<Product> change(Product product, ProductForm form) {
      return ifSound(form.product(fields), details -> product.with(details, at), "updated");
    }
  }

  /** Merges into the client's part (RFC 7396); defaults fill what the patch removes. */
  record Patch(Map<String, Object> patch, Instant at) implements Change {
    @Override
    public Decision<Product> change(Product product, ProductForm form) {
      Map<String, Object> merged = MergePatch.mergeObject(product.details().toDocument(), patch);
      return new Replace(merged, at).change(product, form);
    }
  }

  /** Adds a file, or takes one away. */
  record ChangeFiles(FileCommand command, Instant at) implements Change {
    @Override
    public Decision<Product> change(Product product, ProductForm form) {
      return command.decide("product", product.files(), files -> product.with(files, at));
    }
  }

  /** Takes a product from the readers; orders that name it keep their lines. */
  record Delete(Instant at) implements Change {
    @Override
    public Decision<Product> change(Product product, ProductForm form) {
      return new Accepted<>(product.deleted(at), "deleted");
    }
  }

  private static Decision<Product> ifSound(
      Reading reading, Function<ProductDetails, Product> effect, String change) {
    return reading.isSound()
        ? new Accepted<>(effect.apply(ProductDetails.of(reading.normalForm())), change)
        : new Rejected<>(PROBLEMS.invalid(reading));
  }
}
