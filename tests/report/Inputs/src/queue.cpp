#include <mutex>
#include <vector>

// Überläufe 😀 und <Klammern> & "Anführungszeichen"
template <typename T> struct Queue {
	std::mutex M;
	std::vector<T> Items;
	void check() {
		if (Items.size() > 100)
			throw 1;
	}
	void push(const T &Item) {
		/* 😀 */ M.lock(); // 100 % held
		check();
		Items.push_back(Item);
		M.unlock();
	}
};
