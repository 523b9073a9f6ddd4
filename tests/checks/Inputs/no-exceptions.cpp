// No code here throws or catches: an owner is no sign that its author expects an exception.
#include <memory>
struct Message {
  int text;
  ~Message();
};
void fill(int);
void send(std::unique_ptr<Message> message) noexcept;
void tell() {
  Message *m = new Message;
  fill(3);
  send(std::unique_ptr<Message>(m));
}
